// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.app;

import io.hivedb.HiveDb;
import io.hivedb.examples.search.Gloss;
import io.hivedb.examples.search.GlossRepository;
import io.hivedb.examples.search.Match;
import io.hivedb.examples.search.Metric;
import io.hivedb.examples.search.Query;
import io.hivedb.examples.search.WordNetSample;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A command that starts its own database, loads a thousand glosses and prints the five nearest to a
 * query.
 */
public final class Neighbours {

  private static final int BATCH = 100;
  private static final int NEIGHBOURS = 5;

  private final PrintStream out;

  Neighbours(PrintStream out) {
    this.out = out;
  }

  /** Takes the number of a query, 1 to 20, as its only argument. */
  public static void main(String[] arguments) throws SQLException {
    Query query = query(arguments);
    try (HiveDb db = HiveDb.start(config -> config.scripts("schema.sql", "vector-index.sql"))) {
      new Neighbours(System.out).run(db, query);
    }
  }

  void run(HiveDb db, Query query) throws SQLException {
    GlossRepository repository = new GlossRepository(db.dataSource());
    load(repository, db.backend());
    print(query, repository.nearest(query.embedding(), Metric.COSINE, NEIGHBOURS));
  }

  static Query query(String... arguments) {
    List<Query> queries = WordNetSample.queries();
    String wanted = arguments.length == 1 ? arguments[0] : "";
    return queries.stream()
        .filter(query -> Integer.toString(query.number()).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no query [%s]. Give the number of one of these:%n%s"
                        .formatted(wanted, list(queries))));
  }

  private static String list(List<Query> queries) {
    return queries.stream()
        .map(query -> "%4d  %s".formatted(query.number(), query.sentence()))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * Goes on where an earlier run on the same data directory or URL ended; mostly that is nowhere.
   */
  private void load(GlossRepository repository, String backend) throws SQLException {
    List<Gloss> glosses = WordNetSample.glosses();
    repository.addTopics(glosses.stream().map(Gloss::topic).collect(Collectors.toSet()));
    int loaded = Math.toIntExact(repository.count());
    printProgress(backend, loaded, glosses.size());
    while (loaded < glosses.size()) {
      List<Gloss> batch = glosses.subList(loaded, Math.min(loaded + BATCH, glosses.size()));
      repository.addAll(batch);
      loaded += batch.size();
      printProgress(backend, loaded, glosses.size());
    }
    out.println();
  }

  private void printProgress(String backend, int loaded, int all) {
    out.printf("\rGlosses in %s: %d of %d", backend, loaded, all);
    out.flush();
  }

  private void print(Query query, List<Match> matches) {
    out.printf("%nNearest to \"%s\":%n", query.sentence());
    for (Match match : matches) {
      out.printf(
          Locale.ROOT, "  %.3f  %s: %s%n", match.distance(), match.word(), match.definition());
    }
  }
}
