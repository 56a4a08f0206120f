// Prints the text of PDF files as pdf.js (the PDF reader of Firefox) reads it.
//
//     node pdfjs-text.mjs FILE...
//
// One line of JSON for each file: {"file": NAME, "pages": [TEXT OF PAGE 1, ...]}.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

// Painting wants the package canvas, text does not: no word about that.
console.log = () => {};
const { getDocument } = createRequire(import.meta.url)("pdfjs-dist/legacy/build/pdf.js");

async function pageText(document, number) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    return content.items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("");
}

for (const file of process.argv.slice(2)) {
    const data = new Uint8Array(await readFile(file));
    const document = await getDocument({ data, verbosity: 0, useSystemFonts: false }).promise;
    const pages = [];
    for (let number = 1; number <= document.numPages; number++)
        pages.push(await pageText(document, number));
    process.stdout.write(JSON.stringify({ file, pages }) + "\n");
    await document.destroy();
}
