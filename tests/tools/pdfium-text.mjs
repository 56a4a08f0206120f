// Prints the text of PDF files as PDFium (the PDF engine of Chromium) reads it.
//
//     node pdfium-text.mjs FILE...
//
// One line of JSON for each file: {"file": NAME, "pages": [TEXT OF PAGE 1, ...]}.

import { readFile } from "node:fs/promises";
import { PDFiumLibrary } from "@hyzyla/pdfium";

const library = await PDFiumLibrary.init();
for (const file of process.argv.slice(2)) {
    const document = await library.loadDocument(await readFile(file));
    const pages = [...document.pages()].map((page) => page.getText());
    console.log(JSON.stringify({ file, pages }));
    document.destroy();
}
library.destroy();
