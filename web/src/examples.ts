/** The example queries: what the server offers, as the tabs of a first visit. */

type Example = {
  title: string;
  query: string;
  variables?: Record<string, unknown> | null;
};

export type ExampleTab = { query: string; variables: string };

// Where GraphiQL keeps a visitor's tabs.
const SESSION = "graphiql:tabState";

/** The tabs to open, or none: a visitor's own session is never replaced. */
export async function exampleTabs(): Promise<ExampleTab[]> {
  if (hasSession()) {
    return [];
  }
  try {
    const response = await fetch("/graphiql/examples.json");
    if (!response.ok) {
      throw new Error(`${response.url} answered ${response.status}`);
    }
    const examples: Example[] = await response.json();
    return examples.map(asTab);
  } catch (error) {
    console.warn("No example queries:", error);
    return [];
  }
}

function hasSession(): boolean {
  try {
    return localStorage.getItem(SESSION) !== null;
  } catch {
    return false; // storage is switched off
  }
}

// GraphiQL names a tab after its operation, so the title leads the query as a comment.
function asTab({ title, query, variables }: Example): ExampleTab {
  return {
    query: `# ${title}\n\n${query.trim()}\n`,
    variables: variables ? JSON.stringify(variables, null, 2) : "",
  };
}
