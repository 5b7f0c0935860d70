/** Asks the API on the host that served this page; the only file that sends a query. */

type Operation = {
  query: string;
  operationName?: string | null | undefined;
  variables?: unknown;
};

/** The answer as the server wrote it: an error with a 4xx status is an answer too. */
export async function ask(operation: Operation, headers: Record<string, string> = {}) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      Accept: "application/graphql-response+json, application/json;q=0.9",
      "Content-Type": "application/json",
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.includes("json")) {
    throw new Error(`/graphql answered ${response.status} ${response.statusText} with ${type || "no type"}`);
  }
  return response.json();
}

/** The data release that the API answers from, for example "2026-11-20.1". */
export async function dataRelease(): Promise<string> {
  const { data } = await ask({ query: "{ dataset { release } }" });
  return String(data.dataset.release);
}
