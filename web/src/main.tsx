/** The page: a header, and GraphiQL with the explorer, opened on the example queries. */

import "graphiql/setup-workers/vite";
// What graphiql/style.css holds, less its second copy of Monaco's styles and 360 kB of Latin fonts:
// most of what is shown is Chinese, which the visitor's own fonts write.
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "@graphiql/plugin-explorer/style.css";
import "./style.css";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";

import { ask } from "./endpoint";
import { exampleTabs } from "./examples";
import { Header } from "./Header";

const explorer = explorerPlugin({ showAttribution: false });
const plugins = [explorer, HISTORY_PLUGIN];
const tabs = await exampleTabs();
const [first] = tabs;

createRoot(document.getElementById("root")!).render(
  <>
    <Header />
    <main>
      <GraphiQL
        fetcher={(operation, options) => ask(operation, options?.headers)}
        plugins={plugins}
        visiblePlugin={explorer}
        // GraphiQL 5 opens the first of its default tabs without its variables, unless told.
        {...(first && { defaultTabs: tabs, initialQuery: first.query, initialVariables: first.variables })}
      />
    </main>
  </>,
);
