/*
 * schemas.h - the properties that PDF/A allows in XMP: the predefined ones, and those
 * that the packet describes itself (extension schemas, ISO 19005-2, 6.6.2.3).
 */
#ifndef ANBAN_CHECK_PDF_SCHEMAS_H
#define ANBAN_CHECK_PDF_SCHEMAS_H

#include "base/xmltree.h"
#include "check/pdf/pdf.h"

#define RDF_NAMESPACE "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DC_NAMESPACE "http://purl.org/dc/elements/1.1/"
#define XMP_NAMESPACE "http://ns.adobe.com/xap/1.0/"
#define PDF_NAMESPACE "http://ns.adobe.com/pdf/1.3/"
#define PDFA_NAMESPACE "http://www.aiim.org/pdfa/ns/id/"
#define PDFUA_NAMESPACE "http://www.aiim.org/pdfua/ns/id/"

/* Reads the extension schemas below rdf (reporting what is wrong with them), then looks
 * at every property. object: of the packet. */
void schemas_check(struct pdf *pdf, guint32 object, const xmlNode *rdf);

#endif
