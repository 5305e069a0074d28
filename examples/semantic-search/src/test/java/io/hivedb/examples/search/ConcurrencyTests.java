// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@HiveDatabase(scripts = "schema.sql")
@Timeout(60)
class ConcurrencyTests {

  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private GlossRepository repository;

  @BeforeEach
  void load(DataSource dataSource) throws SQLException {
    new Sql(dataSource).update("TRUNCATE topic, gloss");
    repository = Sample.loadInto(dataSource);
  }

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  private <T> List<T> all(List<Callable<T>> tasks) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> task : threads.invokeAll(tasks)) {
      results.add(task.get());
    }
    return results;
  }

  @Nested
  class EightThreadsOnOnePool {

    @Test
    void allReadTheTruth() throws Exception {
      List<Callable<List<Match>>> searches = new ArrayList<>();
      List<List<Long>> truth = new ArrayList<>();
      for (int round = 0; round < 5; round++) {
        for (Query query : Sample.QUERIES) {
          searches.add(() -> repository.nearest(query.embedding(), Metric.EUCLIDEAN, 5));
          truth.add(
              synsets(BruteForce.nearest(Sample.GLOSSES, query.embedding(), Metric.EUCLIDEAN, 5)));
        }
      }

      assertThat(all(searches).stream().map(EightThreadsOnOnePool::synsets))
          .containsExactlyElementsOf(truth);
    }

    @Test
    void loseNoWrite() throws Exception {
      List<Callable<Long>> writes = new ArrayList<>();
      for (int synset = 1; synset <= 80; synset++) {
        Gloss gloss = new Gloss(synset, "animal", "yak", "a shaggy ox", "{}", null);
        writes.add(() -> repository.add(gloss));
      }

      assertThat(all(writes)).doesNotHaveDuplicates();
      assertThat(repository.count()).isEqualTo(Sample.GLOSSES.size() + 80);
    }

    private static List<Long> synsets(List<Match> matches) {
      return matches.stream().map(Match::synset).toList();
    }
  }
}
