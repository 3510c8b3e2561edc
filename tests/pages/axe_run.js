// Violations as lines of text: rule, element, what would mend it.
(only) =>
  axe.run(document, { runOnly: only, resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary.split("\n").slice(1).join("; ").trim()}`),
    ),
  )
