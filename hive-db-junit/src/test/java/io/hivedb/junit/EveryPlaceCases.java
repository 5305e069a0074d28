// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Classes that ask for everything everywhere, for {@link EveryPlaceTests}. */
final class EveryPlaceCases {

  private EveryPlaceCases() {}

  @HiveDatabase
  static class PerMethodTestCase extends EveryPlace {
    PerMethodTestCase(
        DataSource dataSource,
        Connection connection,
        HiveDb database,
        Snapshot snapshot,
        @JdbcUrl String url)
        throws SQLException {
      super("PER_METHOD");
      EveryPlaceTests.given(
          "PER_METHOD constructor", dataSource, connection, database, snapshot, url);
    }

    @BeforeAll
    static void beforeAll(
        DataSource dataSource,
        Connection connection,
        HiveDb database,
        Snapshot snapshot,
        @JdbcUrl String url)
        throws SQLException {
      EveryPlaceTests.given(
          "PER_METHOD @BeforeAll", dataSource, connection, database, snapshot, url);
    }

    @AfterAll
    static void afterAll(
        DataSource dataSource,
        Connection connection,
        HiveDb database,
        Snapshot snapshot,
        @JdbcUrl String url)
        throws SQLException {
      EveryPlaceTests.given(
          "PER_METHOD @AfterAll", dataSource, connection, database, snapshot, url);
    }
  }

  @HiveDatabase
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase extends EveryPlace {
    PerClassTestCase(
        DataSource dataSource,
        Connection connection,
        HiveDb database,
        Snapshot snapshot,
        @JdbcUrl String url)
        throws SQLException {
      super("PER_CLASS");
      EveryPlaceTests.given(
          "PER_CLASS constructor", dataSource, connection, database, snapshot, url);
    }

    @BeforeAll
    void beforeAll(
        DataSource dataSource,
        Connection connection,
        HiveDb database,
        Snapshot snapshot,
        @JdbcUrl String url)
        throws SQLException {
      EveryPlaceTests.given(
          "PER_CLASS @BeforeAll", dataSource, connection, database, snapshot, url);
    }

    @AfterAll
    void afterAll(
        DataSource dataSource,
        Connection connection,
        HiveDb database,
        Snapshot snapshot,
        @JdbcUrl String url)
        throws SQLException {
      EveryPlaceTests.given("PER_CLASS @AfterAll", dataSource, connection, database, snapshot, url);
    }
  }

  @HiveDatabase
  record RecordTestCase(
      DataSource dataSource,
      Connection connection,
      HiveDb database,
      Snapshot snapshot,
      @JdbcUrl String url) {

    @Test
    void test(
        DataSource other,
        Connection otherConnection,
        HiveDb otherDatabase,
        Snapshot otherSnapshot,
        @JdbcUrl String otherUrl)
        throws SQLException {
      EveryPlaceTests.given("record constructor", dataSource, connection, database, snapshot, url);
      EveryPlaceTests.given(
          "record @Test", other, otherConnection, otherDatabase, otherSnapshot, otherUrl);
    }
  }
}
