import { defineConfig } from "vite";

export default defineConfig({
  base: "/graphiql/",
  build: {
    outDir: "../app/static/graphiql",
    emptyOutDir: true,
    // Who wrote what is bundled here, and under which licence.
    license: { fileName: "LICENSES.md" },
    // Monaco is one large chunk that is loaded after the page; it does not get better by being split.
    chunkSizeWarningLimit: 4000,
    // "use client" and the like, which only servers that render React read.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  worker: { format: "es" },
});
