// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import com.pgvector.PGvector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps glosses in PostgreSQL and finds them by meaning. Plain JDBC and pgvector: nothing here
 * knows Hive DB.
 */
public final class GlossRepository {

  private static final String INSERT =
      "INSERT INTO gloss (synset, topic, word, definition, details, embedding) VALUES (?, ?, ?, ?, ?::jsonb, ?)";
  private static final String SELECT =
      "SELECT synset, topic, word, definition, details, embedding FROM gloss";

  private final DataSource dataSource;

  /** Works on a database that has the tables of {@code schema.sql}. */
  public GlossRepository(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Adds the topics that are not there yet. */
  public void addTopics(Collection<String> names) throws SQLException {
    String sql = "INSERT INTO topic (name) VALUES (?) ON CONFLICT DO NOTHING";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      for (String name : names) {
        insert.setString(1, name);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Adds a gloss of a known topic and returns the id that the database gave it. */
  public long add(Gloss gloss) throws SQLException {
    return write(INSERT + " RETURNING id", gloss);
  }

  /** Adds all glosses, or none of them when one is refused. */
  public void addAll(Collection<Gloss> glosses) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      connection.setAutoCommit(false);
      try {
        for (Gloss gloss : glosses) {
          bind(insert, gloss);
          insert.addBatch();
        }
        insert.executeBatch();
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }
  }

  /**
   * Adds a gloss, or replaces the one with the same synset; returns the row's id, which a
   * replacement keeps.
   */
  public long save(Gloss gloss) throws SQLException {
    String onConflict =
        """
         ON CONFLICT (synset) DO UPDATE
        SET topic = EXCLUDED.topic, word = EXCLUDED.word, definition = EXCLUDED.definition,
          details = EXCLUDED.details, embedding = EXCLUDED.embedding
        RETURNING id
        """;
    return write(INSERT + onConflict, gloss);
  }

  /** Returns the gloss of a synset, or nothing when it is unknown. */
  public Optional<Gloss> find(long synset) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT + " WHERE synset = ?")) {
      select.setLong(1, synset);
      return glosses(select).stream().findFirst();
    }
  }

  /** Returns the glosses that have a word among their synonyms, ordered by synset. */
  public List<Gloss> findBySynonym(String word) throws SQLException {
    String sql = SELECT + " WHERE details -> 'synonyms' @> to_jsonb(?::text) ORDER BY synset";
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, word);
      return glosses(select);
    }
  }

  /** Returns the next glosses after a synset, in the order of the synsets. */
  public List<Gloss> pageAfter(long synset, int size) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(SELECT + " WHERE synset > ? ORDER BY synset LIMIT ?")) {
      select.setLong(1, synset);
      select.setInt(2, size);
      return glosses(select);
    }
  }

  /** Removes a gloss and says whether it was there. */
  public boolean delete(long synset) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM gloss WHERE synset = ?")) {
      delete.setLong(1, synset);
      return delete.executeUpdate() == 1;
    }
  }

  /** Returns the number of glosses. */
  public long count() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM gloss");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** Returns the glosses nearest to a vector, nearest first. */
  public List<Match> nearest(PGvector vector, Metric metric, int limit) throws SQLException {
    // No second sort key: PostgreSQL takes a vector index only when the distance alone orders the
    // rows.
    String sql =
        """
        SELECT synset, word, definition, embedding %1$s ?::vector AS distance
        FROM gloss WHERE embedding IS NOT NULL
        ORDER BY embedding %1$s ?::vector LIMIT ?
        """
            .formatted(metric.operator());
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, vector.getValue());
      select.setString(2, vector.getValue());
      select.setInt(3, limit);
      return matches(select);
    }
  }

  /** Returns the glosses of one topic nearest to a vector by cosine distance, nearest first. */
  public List<Match> nearestInTopic(String topic, PGvector vector, int limit) throws SQLException {
    String sql =
        """
        SELECT synset, word, definition, embedding <=> ? AS distance
        FROM gloss WHERE topic = ? AND embedding IS NOT NULL
        ORDER BY distance, synset LIMIT ?
        """;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, vector);
      select.setString(2, topic);
      select.setInt(3, limit);
      return matches(select);
    }
  }

  /** Returns the mean of the embeddings of a topic, or nothing when it has none. */
  public Optional<PGvector> centroid(String topic) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT avg(embedding) FROM gloss WHERE topic = ?")) {
      select.setString(1, topic);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return Optional.ofNullable(vector(rows.getString(1)));
      }
    }
  }

  private long write(String sql, Gloss gloss) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      bind(insert, gloss);
      try (ResultSet rows = insert.executeQuery()) {
        rows.next();
        return rows.getLong("id");
      }
    }
  }

  private static void bind(PreparedStatement insert, Gloss gloss) throws SQLException {
    insert.setLong(1, gloss.synset());
    insert.setString(2, gloss.topic());
    insert.setString(3, gloss.word());
    insert.setString(4, gloss.definition());
    insert.setString(5, gloss.details());
    insert.setObject(6, gloss.embedding());
  }

  private static List<Gloss> glosses(PreparedStatement select) throws SQLException {
    List<Gloss> glosses = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        glosses.add(
            new Gloss(
                rows.getLong("synset"),
                rows.getString("topic"),
                rows.getString("word"),
                rows.getString("definition"),
                rows.getString("details"),
                vector(rows.getString("embedding"))));
      }
    }
    return glosses;
  }

  private static List<Match> matches(PreparedStatement select) throws SQLException {
    List<Match> matches = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        matches.add(
            new Match(
                rows.getLong("synset"),
                rows.getString("word"),
                rows.getString("definition"),
                rows.getDouble("distance")));
      }
    }
    return matches;
  }

  private static @Nullable PGvector vector(@Nullable String text) throws SQLException {
    return text == null ? null : new PGvector(text);
  }
}
