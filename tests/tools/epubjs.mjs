// Opens every chapter of EPUB files in Chromium through epub.js, as web readers do.
//
//     node epubjs.mjs FILE...
//     node epubjs.mjs --shots FOLDER FILE...   also pictures: light and dark, two sizes
//
// One line of JSON for each file: {"file": NAME, "title", "language", "toc": [LABEL, ...],
// "pages": [LABEL of the page list, ...], "chapters": [{"href", "text", "targets": {"#ID":
// words behind it}, "initials": [{"text", "size", "letter", "opening", "lines"}]}], "errors":
// [what the browser complained of]}. Of an initial, letter and opening are [words, size, left,
// top, right, bottom], lines the boxes of the text beside and below, as far as it is plain. Files are served from this
// machine only; a profile of its own is made for the browser and removed.

import { createServer } from "node:http";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import puppeteer from "puppeteer-core";

const require = createRequire(import.meta.url);
const scripts = {
    "/jszip.js": require.resolve("jszip/dist/jszip.min.js"),
    "/epub.js": require.resolve("epubjs/dist/epub.min.js"),
};
const html = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>reader</title>
<link rel="icon" href="data:,"><style>html, body { margin: 0; height: 100%; }
#view { width: 100vw; height: 100vh; }</style></head>
<body><div id="view"></div><script src="/jszip.js"></script><script src="/epub.js"></script>
</body></html>`;

const arguments_ = process.argv.slice(2);
const shots = arguments_[0] === "--shots" ? arguments_.splice(0, 2)[1] : null;
const files = arguments_;

const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    const book = path.match(/^\/(\d+)\.epub$/);
    try {
        if (path === "/") {
            response.setHeader("Content-Type", "text/html; charset=utf-8");
            response.end(html);
        } else if (scripts[path]) {
            response.setHeader("Content-Type", "text/javascript; charset=utf-8");
            response.end(await readFile(scripts[path]));
        } else if (book) {
            response.setHeader("Content-Type", "application/epub+zip");
            response.end(await readFile(files[Number(book[1])]));
        } else {
            response.statusCode = 404;
            response.end();
        }
    } catch (error) {
        response.statusCode = 500;
        response.end(String(error));
    }
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

// In the browser: the whole book, chapter by chapter.
async function readBook(address) {
    const boxOf = ({ left, top, right, bottom }) => [left, top, right, bottom];
    const sizeOf = (element) => parseFloat(
        element.ownerDocument.defaultView.getComputedStyle(element).fontSize);
    const letterOf = (element) => element && [element.innerText, sizeOf(element),
        ...boxOf(element.getBoundingClientRect())];
    const linesOf = (paragraph) => [...paragraph.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())
        .flatMap((node) => {
            const range = paragraph.ownerDocument.createRange();
            range.selectNodeContents(node);
            return [...range.getClientRects()].map(boxOf);
        });
    const initialOf = (letter) => {
        const paragraph = letter.closest("p");
        return { text: paragraph.innerText, size: sizeOf(paragraph), letter: letterOf(letter),
            opening: letterOf(paragraph.querySelector(".opening")), lines: linesOf(paragraph) };
    };
    const book = window.ePub(address);
    await book.ready;
    const navigation = await book.loaded.navigation;
    const metadata = await book.loaded.metadata;
    const pages = (book.pageList && book.pageList.pageList) || [];
    const labels = (items) => items.flatMap((item) => [item.label.trim(),
        ...labels(item.subitems || [])]);
    const rendition = book.renderTo("view", { width: 800, height: 1000, flow: "scrolled-doc" });
    const chapters = [];
    for (const section of book.spine.spineItems) {
        await rendition.display(section.href);
        const contents = rendition.getContents()[0];
        const body = contents.document.body;
        const targets = {};
        for (const mark of body.querySelectorAll("[role=doc-pagebreak]")) {
            const range = contents.document.createRange();
            range.setStartAfter(mark);
            range.setEndAfter(body.lastChild);
            targets["#" + mark.id] = range.toString().trim().slice(0, 60);
        }
        const images = [...body.querySelectorAll("img")];
        await Promise.all(images.map((image) => image.decode().catch(() => null)));
        chapters.push({
            href: section.href, properties: section.properties,
            text: body.innerText, targets,
            initials: [...body.querySelectorAll(".initial")].map(initialOf),
            broken: images.filter((image) => !image.naturalWidth).map((image) => image.alt),
        });
    }
    return { title: metadata.title, language: metadata.language, toc: labels(navigation.toc),
        pages: pages.map((page) => page.page), chapters };
}

// In the browser: the chapter as a reader shows it, by day or by night.
async function showChapter(address, index, dark) {
    document.getElementById("view").replaceChildren();
    const book = window.ePub(address);
    await book.ready;
    const rendition = book.renderTo("view", { width: window.innerWidth, height: window.innerHeight,
        spread: "none" });
    if (dark)
        rendition.themes.default({ "html, body": { color: "#d8d8d8 !important",
            background: "#111 !important" } });
    await rendition.display(book.spine.spineItems[index].href);
    await document.fonts.ready;
}

async function takeShots(page, file, number, address) {
    const sizes = { phone: [390, 780], tablet: [820, 1100] };
    for (const [size, [width, height]] of Object.entries(sizes))
        for (const scheme of ["light", "dark"]) {
            await page.setViewport({ width, height });
            await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
            await page.evaluate(showChapter, address, number, scheme === "dark");
            await new Promise((done) => setTimeout(done, 300));
            await page.screenshot({
                path: join(shots, `${basename(file)}-${number}-${size}-${scheme}.png`) });
        }
}

const profile = await mkdtemp(join(tmpdir(), "anban-chromium-"));
const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    headless: true,
    userDataDir: profile,
    timeout: 120000,
    protocolTimeout: 600000,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run"],
});
try {
    for (const [index, file] of files.entries()) {
        const page = await browser.newPage();
        const errors = [];
        page.on("pageerror", (error) => errors.push(String(error)));
        page.on("requestfailed", (request) => errors.push(`failed: ${request.url()}`));
        await page.goto(origin);
        const address = `${origin}/${index}.epub`;
        const read = await page.evaluate(readBook, address);
        console.log(JSON.stringify({ file, ...read, errors }));
        for (let number = 0; shots && number < Math.min(read.chapters.length, 4); number++)
            await takeShots(page, file, number, address);
        await page.close();
    }
} finally {
    await browser.close();
    server.close();
    await rm(profile, { recursive: true, force: true });
}
