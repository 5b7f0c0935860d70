// Runs the audits of GraphQL over HTTP (npm: graphql-http) against a server that is already listening.
//
//     node web/audits/run.mjs http://127.0.0.1:8000/graphql
//
// Prints one JSON object: how many audits there are, and each that did not pass with its reason.
// Ends with status 0 when all passed, 1 when some did not, 2 when called wrongly.

import { serverAudits } from "graphql-http";

const [url] = process.argv.slice(2);
if (!url) {
  console.error("usage: node run.mjs URL");
  process.exit(2);
}

const audits = serverAudits({ url, fetchFn: fetch });
const results = await Promise.all(audits.map((audit) => audit.fn()));
const failed = results
  .filter((result) => result.status !== "ok")
  .map(({ id, name, status, reason }) => ({ id, name, status, reason }));

console.log(JSON.stringify({ total: results.length, failed }, null, 2));
process.exitCode = failed.length > 0 ? 1 : 0;
