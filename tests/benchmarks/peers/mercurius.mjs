// Mercurius with its JIT over linked objects: `node mercurius.mjs PORT`.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.BENCH_NPM}/`);
const Fastify = require("fastify");
const mercurius = require("mercurius");

const plain = JSON.parse(readFileSync(process.env.BENCH_DATA, "utf8"));
const byId = new Map(plain.records.map((each) => [each.id, each]));
const ofKind = (kind) => plain.records.filter((each) => each.kind === kind);
const page = (edges) => ({ first }) => ({
  edges: first == null ? edges : edges.slice(0, first),
  pageInfo: { hasNextPage: first != null && edges.length > first },
});

for (const each of plain.records) {
  Object.assign(each, { indicators: [], evaluations: [], scoreItems: [], documents: [], statements: [] });
  const lines = [], links = [];
  Object.defineProperty(each, "lines", { value: lines });
  Object.defineProperty(each, "links", { value: links });
  each.budgetLines = page(lines);
  each.relations = page(links);
}
const link = (kind, key, name) => ofKind(kind).forEach((each) => byId.get(each[key])[name].push(each));
link("INDICATOR", "projectId", "indicators");
link("EVALUATION", "projectId", "evaluations");
link("SCORE_ITEM", "evaluationId", "scoreItems");
link("DOCUMENT", "departmentId", "documents");
link("STATEMENT", "documentId", "statements");
ofKind("BUDGET_LINE").forEach((each) => byId.get(each.statementId).lines.push({ node: each }));
for (const each of plain.records) {
  each.document = byId.get(each.documentId) ?? null;
  each.functional = byId.get(each.functionalId) ?? null;
  each.parent = byId.get(each.parentId) ?? null;
}
plain.relations.forEach(({ fromId, type, toId }) => byId.get(fromId).links.push({ type, node: byId.get(toId) }));

const projects = ofKind("PROJECT").map((node) => ({ node }));
const lines = ofKind("BUDGET_LINE").map((node) => ({ node }));
const byName = new Map(projects.map(({ node }) => [node.name, node]));
const names = plain.records.filter((e) => e.kind !== "BUDGET_LINE").flatMap((e) => e.names.map((name) => [name, e]));

const search = (_, { text, first }) => {
  const found = new Set();
  for (const [name, entity] of names) if (name.includes(text)) found.add(entity);
  return { edges: [...found].slice(0, first).map((node) => ({ score: 0.9, node })) };
};
const aggregate = () => {
  const sums = new Map();
  for (const { node } of lines) {
    if (node.isTotal) continue;
    const label = `${node.fiscalYear} · ${node.functional.parent.parent.name}`;
    const group = sums.get(label) ?? { label, hundredths: 0, linesCounted: 0 };
    group.hundredths += Math.round(Number(node.amount) * 100);
    group.linesCounted += 1;
    sums.set(label, group);
  }
  const shown = [...sums.values()].map((group) => ({ ...group, amount: (group.hundredths / 100).toFixed(2) }));
  return { edges: shown.map((node) => ({ node })) };
};

const app = Fastify();
app.register(mercurius, {
  schema: readFileSync(new URL("city.graphql", import.meta.url), "utf8"),
  jit: 1,
  resolvers: {
    Query: {
      node: (_, { id }) => byId.get(id) ?? null,
      project: (_, { name }) => byName.get(name) ?? null,
      projects: (_, { first }) => ({ edges: projects.slice(0, first) }),
      budgetLines: (_, given) => page(lines)(given),
      search,
      aggregate,
    },
    Entity: { resolveType: (held) => held.typename },
  },
});
await app.listen({ port: Number(process.argv[2]), host: "127.0.0.1" });
