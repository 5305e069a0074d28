// SPDX-License-Identifier: Apache-2.0
package io.hivedb.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.junit.HiveDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@HiveDatabase(scripts = "schema.sql")
class TransactionTests {

  private GlossRepository repository;
  private Connection connection;

  @BeforeEach
  void begin(DataSource dataSource) throws SQLException {
    repository = new GlossRepository(dataSource);
    new Sql(dataSource).update("TRUNCATE topic, gloss");
    repository.addTopics(List.of("animal"));
    connection = dataSource.getConnection();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void giveBack() throws SQLException {
    connection.close();
  }

  private void add(int synset) throws SQLException {
    try (Statement insert = connection.createStatement()) {
      insert.executeUpdate(
          "INSERT INTO gloss (synset, topic, word, definition) VALUES (%d, 'animal', 'yak', 'a shaggy ox')"
              .formatted(synset));
    }
  }

  private long seenInside() throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("SELECT count(*) FROM gloss")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Nested
  class ATransaction {

    @Test
    void keepsItsWorkOnCommit() throws SQLException {
      add(1);
      add(2);
      connection.commit();

      assertThat(repository.count()).isEqualTo(2);
    }

    @Test
    void seesItsOwnWorkAndDropsItOnRollback() throws SQLException {
      add(1);
      assertThat(seenInside()).isEqualTo(1);
      connection.rollback();

      assertThat(seenInside()).isZero();
    }

    @Test
    void dropsItsWorkWhenTheConnectionGoesBackToThePool() throws SQLException {
      add(1);
      connection.close();

      assertThat(repository.count()).isZero();
    }

    @Test
    void goesBackToASavepoint() throws SQLException {
      add(1);
      Savepoint savepoint = connection.setSavepoint();
      add(2);
      connection.rollback(savepoint);
      add(3);
      connection.commit();

      assertThat(repository.pageAfter(0, 10)).extracting(Gloss::synset).containsExactly(1L, 3L);
    }

    @Test
    void obeysOnlyARollbackAfterAnError() throws SQLException {
      add(1);
      SqlStates.assertRefused(SqlStates.UNIQUE_VIOLATION, () -> add(1));
      SqlStates.assertRefused(SqlStates.IN_FAILED_TRANSACTION, () -> add(2));
      connection.rollback();
      add(3);
      connection.commit();

      assertThat(repository.pageAfter(0, 10)).extracting(Gloss::synset).containsExactly(3L);
    }

    @Test
    void survivesAnErrorBehindASavepoint() throws SQLException {
      add(1);
      Savepoint savepoint = connection.setSavepoint("before_the_error");
      SqlStates.assertRefused(SqlStates.UNIQUE_VIOLATION, () -> add(1));
      connection.rollback(savepoint);
      add(2);
      connection.commit();

      assertThat(repository.count()).isEqualTo(2);
    }

    @Test
    void hasOneTime() throws SQLException {
      add(1);
      add(2);
      connection.commit();

      try (Statement select = connection.createStatement();
          ResultSet rows = select.executeQuery("SELECT count(DISTINCT created_at) FROM gloss")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
      }
    }
  }
}
