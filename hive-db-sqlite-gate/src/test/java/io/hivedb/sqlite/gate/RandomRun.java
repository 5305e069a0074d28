// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.gate;

import io.hivedb.sqlite.gate.Comparison.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Runs random statements on both for a time, and reduces those that differ. */
final class RandomRun {

  private static final Set<String> LEFT_OUT =
      Set.of(
          "random",
          "now",
          "clock_timestamp",
          "statement_timestamp",
          "transaction_timestamp",
          "current_database",
          "pg_backend_pid",
          "version",
          "age",
          "current_setting",
          "gen_random_uuid",
          "uuidv4",
          "uuidv7",
          "setseed",
          "nextval",
          "generate_series",
          "generate_subscripts",
          "pg_get_serial_sequence",
          "to_regclass",
          "jsonb_each",
          "jsonb_each_text",
          "json_each",
          "json_each_text",
          "obj_description",
          "pg_sleep");

  private final Engines engines;
  private final RandomQueries queries;
  private final RandomChanges changes;
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private final List<Comparison> different = new ArrayList<>();
  private final Random random;
  private int excused;

  RandomRun(Engines engines, long seed) throws SQLException {
    this.engines = engines;
    random = new Random(seed);
    Map<String, List<Sweep.Callable>> byResult = new HashMap<>();
    List<Sweep.Callable> all = new ArrayList<>(Sweep.functions(engines.truth(), "f", true));
    all.addAll(Sweep.operators(engines.truth()));
    for (Sweep.Callable callable : all) {
      if (!LEFT_OUT.contains(callable.name())
          && !callable
              .name()
              .matches(
                  "pg_.*|has_.*|format_type|.*_description|.*(_elements.*|_to_table|_keys|unnest|lock.*)")
          && !callable.form().contains("?")) {
        byResult.computeIfAbsent(callable.result(), key -> new ArrayList<>()).add(callable);
      }
    }
    RandomExpressions expressions = new RandomExpressions(random, byResult);
    queries = new RandomQueries(random, expressions);
    changes = new RandomChanges(random, expressions);
  }

  /** Stops after the time, or so many statements, or when so many differences were found. */
  void run(long seconds, int statements, int most) throws SQLException {
    long end = System.nanoTime() + seconds * 1_000_000_000;
    for (int i = 0; i < statements && System.nanoTime() < end && different.size() < most; i++) {
      boolean change = random.nextInt(6) == 0;
      Node statement = change ? changes.next() : queries.next();
      Comparison comparison = compare(statement, change);
      counts.merge(comparison.verdict(), 1, Integer::sum);
      excused += comparison.verdict() == Verdict.SILENT && !comparison.isDifferent() ? 1 : 0;
      if (comparison.isDifferent()) {
        different.add(reduced(statement, change, comparison));
      }
    }
  }

  List<Comparison> different() {
    return different;
  }

  /** How many silent differences were excused: PostgreSQL failed, but not when it planned. */
  int excused() {
    return excused;
  }

  Map<Verdict, Integer> counts() {
    return counts;
  }

  private Comparison compare(Node statement, boolean change) throws SQLException {
    return engines.planned(answers(statement, change));
  }

  private Comparison answers(Node statement, boolean change) throws SQLException {
    String sql = statement.toString();
    if (!change) {
      Comparison comparison = engines.compare(sql);
      boolean limited = sql.contains(", a.id LIMIT") || sql.contains(", a.id OFFSET");
      return limited || sql.endsWith(", a.id") ? comparison.ordered() : comparison;
    }
    engines.both("BEGIN");
    Comparison comparison = engines.compare(sql);
    if (!comparison.ours().failed() && !comparison.truth().failed() && !comparison.isDifferent()) {
      Comparison after = engines.compare("SELECT * FROM a ORDER BY id");
      comparison =
          after.isDifferent() ? new Comparison(sql, after.truth(), after.ours()) : comparison;
    }
    engines.both("ROLLBACK");
    return comparison;
  }

  /** The smallest statement that differs in the same way. */
  private Comparison reduced(Node statement, boolean change, Comparison found) throws SQLException {
    Node smallest = statement;
    Comparison comparison = found;
    boolean smaller = true;
    for (int tries = 0; smaller && tries < 300; ) {
      smaller = false;
      for (Node simpler : smallest.simpler()) {
        if (simpler.toString().length() >= smallest.toString().length() || ++tries > 300) {
          continue;
        }
        Comparison next = compare(simpler, change);
        if (next.verdict() == found.verdict() && next.isDifferent()) {
          smallest = simpler;
          comparison = next;
          smaller = true;
          break;
        }
      }
    }
    return comparison;
  }
}
