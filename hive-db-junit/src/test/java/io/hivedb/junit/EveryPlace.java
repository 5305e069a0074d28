// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks for everything in every place that is written alike in all life cycles. */
abstract class EveryPlace {

  static @Nullable DataSource sharedSource;
  static @Nullable Connection sharedConnection;
  static @Nullable HiveDb sharedDatabase;
  static @Nullable Snapshot sharedSnapshot;
  @JdbcUrl static @Nullable String sharedUrl;
  @Nullable DataSource ownSource;
  @Nullable Connection ownConnection;
  @Nullable HiveDb ownDatabase;
  @Nullable Snapshot ownSnapshot;
  @JdbcUrl @Nullable String ownUrl;
  private final String life;

  EveryPlace(String life) {
    this.life = life;
  }

  @BeforeEach
  void beforeEach(
      DataSource dataSource,
      Connection connection,
      HiveDb database,
      Snapshot snapshot,
      @JdbcUrl String url)
      throws SQLException {
    EveryPlaceTests.given(life + " @BeforeEach", dataSource, connection, database, snapshot, url);
  }

  @Test
  void test(
      DataSource dataSource,
      Connection connection,
      HiveDb database,
      Snapshot snapshot,
      @JdbcUrl String url)
      throws SQLException {
    EveryPlaceTests.given(life + " @Test", dataSource, connection, database, snapshot, url);
    EveryPlaceTests.given(
        life + " static field",
        sharedSource,
        sharedConnection,
        sharedDatabase,
        sharedSnapshot,
        sharedUrl);
    EveryPlaceTests.given(
        life + " instance field", ownSource, ownConnection, ownDatabase, ownSnapshot, ownUrl);
  }

  @ParameterizedTest
  @ValueSource(ints = 1)
  void parameterized(
      int number,
      DataSource dataSource,
      Connection connection,
      HiveDb database,
      Snapshot snapshot,
      @JdbcUrl String url)
      throws SQLException {
    EveryPlaceTests.given(
        life + " @ParameterizedTest", dataSource, connection, database, snapshot, url);
  }

  @RepeatedTest(1)
  void repeated(
      DataSource dataSource,
      Connection connection,
      HiveDb database,
      Snapshot snapshot,
      @JdbcUrl String url)
      throws SQLException {
    EveryPlaceTests.given(life + " @RepeatedTest", dataSource, connection, database, snapshot, url);
  }

  @TestFactory
  Stream<DynamicTest> factory(
      DataSource dataSource,
      Connection connection,
      HiveDb database,
      Snapshot snapshot,
      @JdbcUrl String url) {
    return Stream.of(
        DynamicTest.dynamicTest(
            "dynamic",
            () ->
                EveryPlaceTests.given(
                    life + " @TestFactory", dataSource, connection, database, snapshot, url)));
  }

  @TestTemplate
  @ExtendWith(InjectionTests.Once.class)
  void template(
      DataSource dataSource,
      Connection connection,
      HiveDb database,
      Snapshot snapshot,
      @JdbcUrl String url)
      throws SQLException {
    EveryPlaceTests.given(life + " @TestTemplate", dataSource, connection, database, snapshot, url);
  }

  @AfterEach
  void afterEach(
      DataSource dataSource,
      Connection connection,
      HiveDb database,
      Snapshot snapshot,
      @JdbcUrl String url)
      throws SQLException {
    EveryPlaceTests.given(life + " @AfterEach", dataSource, connection, database, snapshot, url);
  }

  @Nested
  class Inner {
    Inner(
        DataSource dataSource,
        Connection connection,
        HiveDb database,
        Snapshot snapshot,
        @JdbcUrl String url)
        throws SQLException {
      EveryPlaceTests.given(
          life + " @Nested constructor", dataSource, connection, database, snapshot, url);
    }

    @Test
    void test(
        DataSource dataSource,
        Connection connection,
        HiveDb database,
        Snapshot snapshot,
        @JdbcUrl String url)
        throws SQLException {
      EveryPlaceTests.given(
          life + " @Nested @Test", dataSource, connection, database, snapshot, url);
    }
  }
}
