/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pdfAssets } from "./pdfAssets.ts";

const server = process.env.AGENTIC_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react(), pdfAssets()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: { target: "es2022", assetsInlineLimit: 0 },
  server: { proxy: { "/api": { target: server, ws: true }, "/ws": { target: server, ws: true } } },
  test: {
    environment: "jsdom",
    pool: "threads",
    isolate: false, // one page for all files of a thread: a third of the time
    setupFiles: ["./src/testing/setup.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    restoreMocks: true,
    testTimeout: 20_000, // a busy machine is not a failure
  },
});
