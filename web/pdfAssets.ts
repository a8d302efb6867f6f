/** What pdf.js loads only for some files (Asian encodings, standard fonts, JPEG 2000), served from our own address. */
import { createReadStream, readdirSync, readFileSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const ROOT = fileURLToPath(new URL("node_modules/pdfjs-dist/", import.meta.url));
const PREFIX = "pdfjs/";
// pdf.js runs without WebAssembly, which our content security policy does not allow
const WANTED = /^(cmaps|standard_fonts)\/|^wasm\/openjpeg_nowasm_fallback\.js$/;

function* files(folder: string): Generator<string> {
  for (const name of readdirSync(join(ROOT, folder))) {
    const path = `${folder}/${name}`;
    if (WANTED.test(path) && statSync(join(ROOT, path)).isFile()) yield path;
  }
}

export function pdfAssets(): Plugin {
  return {
    name: "pdf-assets",
    configureServer(server) {
      server.middlewares.use(`/${PREFIX}`, (request, response, next) => {
        const path = normalize(request.url ?? "").replace(/^\/+/, "");
        if (!WANTED.test(path)) {
          next();
          return;
        }
        if (path.endsWith(".js")) response.setHeader("Content-Type", "text/javascript");
        createReadStream(join(ROOT, path)).on("error", next).pipe(response);
      });
    },
    generateBundle() {
      for (const folder of ["cmaps", "standard_fonts", "wasm"])
        for (const path of files(folder))
          this.emitFile({ type: "asset", fileName: PREFIX + path, source: readFileSync(join(ROOT, path)) });
    },
  };
}
