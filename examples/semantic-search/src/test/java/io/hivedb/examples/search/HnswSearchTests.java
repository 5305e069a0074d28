// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.pgvector.PGvector;
import io.hivedb.junit.HiveDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** With the index a search may miss a neighbour; SQLite stays exact, which passes too. */
@HiveDatabase(scripts = {"schema.sql", "vector-index.sql"})
class HnswSearchTests {

  private static final int NEIGHBOURS = 5;

  private static GlossRepository repository;

  @BeforeAll
  static void load(DataSource dataSource) throws SQLException {
    repository = Sample.loadInto(dataSource);
  }

  private static List<Match> nearest(Query query) throws SQLException {
    return repository.nearest(query.embedding(), Metric.COSINE, NEIGHBOURS);
  }

  private static Set<Long> synsets(List<Match> matches) {
    return matches.stream().map(Match::synset).collect(Collectors.toSet());
  }

  private static Set<Long> indexSearch(Connection connection, Query query) throws SQLException {
    String sql = "SELECT synset FROM gloss ORDER BY embedding <=> ?::vector LIMIT ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, query.embedding().getValue());
      select.setInt(2, NEIGHBOURS);
      Set<Long> synsets = new HashSet<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          synsets.add(rows.getLong(1));
        }
      }
      return synsets;
    }
  }

  @Nested
  class WithAnHnswIndex {

    @Test
    void atLeastNineOfTenNeighboursAreFound(Connection connection) throws SQLException {
      connection.setAutoCommit(false);
      try (Statement settings = connection.createStatement()) {
        // Else PostgreSQL may scan so small a table from end to end: right, but it proves nothing.
        settings.execute("SET LOCAL enable_seqscan = off");
      }
      int found = 0;
      for (Query query : Sample.QUERIES) {
        Set<Long> truth =
            synsets(
                BruteForce.nearest(Sample.GLOSSES, query.embedding(), Metric.COSINE, NEIGHBOURS));
        truth.retainAll(indexSearch(connection, query));
        found += truth.size();
      }
      assertThat(found / (double) (Sample.QUERIES.size() * NEIGHBOURS))
          .as("recall")
          .isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void neighboursComeNearestFirst() throws SQLException {
      for (Query query : Sample.QUERIES) {
        assertThat(repository.nearest(query.embedding(), Metric.COSINE, 20))
            .hasSize(20)
            .extracting(Match::distance)
            .isSorted();
      }
    }

    @Test
    void distancesAreExact() throws SQLException {
      for (Query query : Sample.QUERIES) {
        for (Match match : nearest(query)) {
          PGvector embedding = repository.find(match.synset()).orElseThrow().embedding();
          assertThat(match.distance())
              .isCloseTo(
                  BruteForce.distance(requireNonNull(embedding), query.embedding(), Metric.COSINE),
                  within(1e-5));
        }
      }
    }

    @Test
    void aGlossThatComesLaterIsFoundToo() throws SQLException {
      Query query = Sample.query(8);
      repository.save(new Gloss(1, "body", "ticker", query.sentence(), "{}", query.embedding()));

      assertThat(nearest(query).get(0).synset()).isEqualTo(1);
      repository.delete(1);
      assertThat(nearest(query)).hasSize(NEIGHBOURS).extracting(Match::synset).doesNotContain(1L);
    }
  }
}
