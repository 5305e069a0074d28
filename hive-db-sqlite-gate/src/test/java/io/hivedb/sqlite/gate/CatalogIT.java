// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Functions, operators and casts of PostgreSQL's catalogue, on edge values. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CatalogIT {

  /** What two servers answer differently by nature, or this backend says with another error. */
  private static final String OUT_OF_COMPARISON =
      "now|statement_timestamp|transaction_timestamp|clock_timestamp|current_database|version"
          + "|age|to_regclass|current_setting|random"
          // Functions of the system catalogues have tests of their own.
          + "|pg_.*|has_.*|format_type|.*_description|count|percentile_cont";

  private static final Logger LOG = LoggerFactory.getLogger(CatalogIT.class);

  private Engines engines;

  @BeforeAll
  void start() throws Exception {
    Gate.requireNode();
    engines = new Engines("CREATE EXTENSION IF NOT EXISTS vector; SET TIME ZONE 'UTC'");
  }

  @AfterAll
  void close() throws SQLException {
    engines.close();
  }

  @Test
  void functionsAnswerAlike() throws SQLException {
    check(Sweep.functions(engines.truth(), "f", true));
  }

  @Test
  void operatorsAnswerAlike() throws SQLException {
    check(Sweep.operators(engines.truth()));
  }

  @Test
  void castsAnswerAlike() throws SQLException {
    check(Sweep.casts());
  }

  @Test
  void noFunctionOfPostgresIsDenied() throws SQLException {
    List<String> denied = new ArrayList<>();
    for (String kind : List.of("f", "a", "w")) {
      for (Sweep.Callable callable : Sweep.functions(engines.truth(), kind, false)) {
        if (!callable.name().matches(OUT_OF_COMPARISON)) {
          denied.addAll(denied(callable, kind));
        }
      }
    }
    assertThat(denied).isEmpty();
  }

  private List<String> denied(Sweep.Callable callable, String kind) throws SQLException {
    List<String> nulls =
        callable.arguments().stream().map(type -> "NULL::" + Pools.sqlName(type)).toList();
    String sql = "SELECT " + callable.with(nulls) + (kind.equals("w") ? " OVER ()" : "");
    if (!"42883".equals(Answer.of(engines.ours(), sql).state())) {
      return List.of();
    }
    String truth = Answer.of(engines.truth(), sql).state();
    return "42883".equals(truth) || "42501".equals(truth) ? List.of() : List.of(sql);
  }

  private void check(List<Sweep.Callable> callables) throws SQLException {
    Random random = new Random(Gate.seed());
    List<Comparison> different = new ArrayList<>();
    int same = 0;
    int loud = 0;
    for (Sweep.Callable callable : callables) {
      if (callable.name().matches(OUT_OF_COMPARISON)) {
        continue;
      }
      for (String sql : Sweep.statements(callable, Gate.tuples(), random)) {
        Comparison comparison = engines.compare(sql);
        switch (comparison.verdict()) {
          case SILENT -> different.add(comparison);
          case LOUD -> loud++;
          case SAME -> same++;
          default -> {}
        }
      }
    }
    LOG.info("{} the same, {} with an error of another kind", same, loud);
    assertThat(same).isPositive();
    assertThat(different).isEmpty();
  }
}
