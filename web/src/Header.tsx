import { useEffect, useState } from "react";

import { dataRelease } from "./endpoint";
import icon from "./icon.svg";

/** The bar above GraphiQL: what this is, its schema, and the release that answers come from. */
export function Header() {
  const release = useRelease();
  return (
    <header className="bar">
      <h1 className="bar-name">
        <img src={icon} alt="" width="20" height="20" />
        budgetgraph
      </h1>
      <nav aria-label="budgetgraph">
        <a href="/schema.graphql">Schema</a>
      </nav>
      <p className="bar-release">{release && `Data release ${release}`}</p>
    </header>
  );
}

function useRelease(): string | undefined {
  const [release, setRelease] = useState<string>();
  useEffect(() => {
    dataRelease().then(setRelease, (error) => console.warn("The data release is unknown:", error));
  }, []);
  return release;
}
