// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The database of @HiveDatabase")
class ScopeTests {

  /** Which URL each test case saw; a URL names one database. */
  private static final Map<String, String> SEEN = new ConcurrentHashMap<>();

  @Test
  @DisplayName("belongs to one class")
  void onePerClass() {
    assertSucceeded(2, AnnotatedTestCase.class, MetaAnnotatedTestCase.class);
    assertThat(SEEN.get("AnnotatedTestCase")).isNotEqualTo(SEEN.get("MetaAnnotatedTestCase"));
  }

  @Test
  @DisplayName("lies on the one server that all classes of a run share")
  void oneServer() {
    assertSucceeded(2, AnnotatedTestCase.class, MetaAnnotatedTestCase.class);
    String server = server("AnnotatedTestCase");
    assertThat(server("MetaAnnotatedTestCase")).isEqualTo(server);

    assertSucceeded(1, AnnotatedTestCase.class);
    assertThat(server("AnnotatedTestCase")).as("another run's server").isNotEqualTo(server);
  }

  /** A server of the backend sqlite is a directory, and its databases are files in there. */
  private static String server(String testCase) {
    String url = SEEN.getOrDefault(testCase, "");
    return url.substring(0, url.lastIndexOf('/'));
  }

  @Test
  @DisplayName("is inherited as an annotation, not as a database")
  void inherited() {
    assertSucceeded(2, AnnotatedTestCase.class, InheritingTestCase.class);
    assertThat(SEEN.get("AnnotatedTestCase")).isNotEqualTo(SEEN.get("InheritingTestCase"));
  }

  @Test
  @DisplayName("is shared with a nested class that has no annotation of its own")
  void nested() {
    assertSucceeded(3, OuterTestCase.class);
    assertThat(SEEN.get("Sharing")).isEqualTo(SEEN.get("OuterTestCase"));
    assertThat(SEEN.get("Owning")).isNotEqualTo(SEEN.get("OuterTestCase"));
  }

  @Test
  @DisplayName("is prepared by scripts, in order")
  void scripts() {
    assertSucceeded(1, ScriptsTestCase.class);
  }

  @Test
  @DisplayName("may be declared by an interface, for each class that implements it")
  void declaredByAnInterface() {
    assertSucceeded(2, ImplementingTestCase.class, OtherImplementingTestCase.class);
    assertThat(SEEN.get("ImplementingTestCase"))
        .isNotEqualTo(SEEN.get("OtherImplementingTestCase"));
  }

  @Test
  @DisplayName("is the class's own declaration whole where there is one, and not the interface's")
  void ownReplacesTheInterfaces() {
    assertSucceeded(1, ReplacingTestCase.class);
  }

  @Test
  @DisplayName("is chosen by the property before the annotation")
  void propertyWins() {
    assertSucceeded(1, OtherBackendTestCase.class);
  }

  @Test
  @DisplayName("is chosen by the annotation where no property says otherwise")
  void annotationChooses() {
    var results = TestCases.on("", OtherBackendTestCase.class);
    assertThat(TestCases.onlyFailure(results))
        .hasMessage(
            "Unknown backend [no-such-backend] in hive.database.backend (annotation). On the class"
                + " path are: pglite, postgresql, sqlite. Correct the name, or add the dependency of"
                + " the backend that is meant (io.hivedb:hive-db-pglite, io.hivedb:hive-db-postgres"
                + " or io.hivedb:hive-db-sqlite).");
  }

  private static void assertSucceeded(int tests, Class<?>... testCases) {
    TestCases.run(testCases)
        .testEvents()
        .assertStatistics(statistics -> statistics.started(tests).succeeded(tests));
  }

  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @HiveDatabase
  @interface WithDatabase {}

  @HiveDatabase
  static class AnnotatedTestCase {
    @Test
    void test(HiveDb database) {
      SEEN.put(getClass().getSimpleName(), database.jdbcUrl());
    }
  }

  static class InheritingTestCase extends AnnotatedTestCase {}

  @WithDatabase
  static class MetaAnnotatedTestCase {
    @Test
    void test(HiveDb database) {
      SEEN.put("MetaAnnotatedTestCase", database.jdbcUrl());
    }
  }

  @HiveDatabase
  static class OuterTestCase {

    @Test
    void test(HiveDb database) {
      SEEN.put("OuterTestCase", database.jdbcUrl());
    }

    @Nested
    class Sharing {
      @Test
      void test(HiveDb database) {
        SEEN.put("Sharing", database.jdbcUrl());
      }
    }

    @Nested
    @HiveDatabase
    class Owning {
      @Test
      void test(HiveDb database) {
        SEEN.put("Owning", database.jdbcUrl());
      }
    }
  }

  @HiveDatabase(scripts = {"scripts/schema.sql", "scripts/data.sql"})
  static class ScriptsTestCase {
    @Test
    void test(Connection connection) throws SQLException {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("select name from places order by id")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("here; there");
      }
    }
  }

  @HiveDatabase(backend = "no-such-backend")
  static class OtherBackendTestCase {
    @Test
    void test(HiveDb database) {
      assertThat(database.backend()).isEqualTo("sqlite");
    }
  }

  @HiveDatabase(scripts = {"scripts/schema.sql", "scripts/data.sql"})
  interface WithPlaces {}

  static class ImplementingTestCase implements WithPlaces {
    @Test
    void test(HiveDb database, Connection connection) throws SQLException {
      SEEN.put(getClass().getSimpleName(), database.jdbcUrl());
      assertThat(hasPlaces(connection)).isTrue();
    }
  }

  static class OtherImplementingTestCase extends ImplementingTestCase {}

  @HiveDatabase
  static class ReplacingTestCase implements WithPlaces {
    @Test
    void test(Connection connection) throws SQLException {
      assertThat(hasPlaces(connection)).isFalse();
    }
  }

  private static boolean hasPlaces(Connection connection) throws SQLException {
    try (var tables = connection.getMetaData().getTables(null, "public", "places", null)) {
      return tables.next();
    }
  }
}
