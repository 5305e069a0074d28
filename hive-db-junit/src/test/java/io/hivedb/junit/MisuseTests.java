// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.hivedb.Capability;
import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDbConfigurationException;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("@HiveDatabase fails the test, with cause and remedy,")
class MisuseTests {

  @Test
  @DisplayName("for a parameter of a pool's own type")
  void poolParameter() {
    assertThat(failureOf(PoolTestCase.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessage(
            "The parameter [com.zaxxer.hikari.HikariDataSource pool] of [void"
                + " io.hivedb.junit.MisuseTests$PoolTestCase.test(com.zaxxer.hikari.HikariDataSource)]"
                + " cannot be supplied: @HiveDatabase gives javax.sql.DataSource, java.sql.Connection,"
                + " io.hivedb.HiveDb, io.hivedb.Snapshot, and a String with @JdbcUrl. Ask for its JDBC interface and unwrap it:"
                + " dataSource.unwrap(HikariDataSource.class).");
  }

  @Test
  @DisplayName("for a parameter of type Statement")
  void statementParameter() {
    assertThat(failureOf(StatementTestCase.class))
        .isInstanceOf(ParameterResolutionException.class)
        .hasMessage(
            "The parameter [java.sql.Statement statement] of [void"
                + " io.hivedb.junit.MisuseTests$StatementTestCase.test(java.sql.Statement)] cannot"
                + " be supplied: @HiveDatabase gives javax.sql.DataSource, java.sql.Connection,"
                + " io.hivedb.HiveDb, io.hivedb.Snapshot, and a String with @JdbcUrl. Ask for a Connection and make it from that.");
  }

  @Test
  @DisplayName("for a script that is not there")
  void missingScript() {
    assertThat(failureOf(MissingScriptTestCase.class))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The script [scripts/missing.sql] is not on the class path. Put it under"
                + " src/test/resources (or src/main/resources) and name it from there, for example"
                + " db/schema.sql.");
  }

  @Test
  @DisplayName("for a script with a syntax error: file, line, column and SQLSTATE")
  void brokenScript() {
    assertThat(failureOf(BrokenScriptTestCase.class))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The script [scripts/broken.sql] failed at line 4, column 1: ERROR: syntax error at or"
                + " near \"crate\"\n  Position: 74 (SQLSTATE 42601). Correct the script there.");
  }

  @Test
  @DisplayName("for an unknown backend")
  void unknownBackend() {
    assertThat(TestCases.onlyFailure(TestCases.on("pgltie", PlainTestCase.class)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "Unknown backend [pgltie] in hive.database.backend (system property or JUnit"
                + " configuration parameter). On the class path are: pglite, postgresql, sqlite."
                + " Correct the name, or add the dependency of the backend that is meant"
                + " (io.hivedb:hive-db-pglite, io.hivedb:hive-db-postgres or"
                + " io.hivedb:hive-db-sqlite).");
  }

  @Test
  @DisplayName("for a capability that the backend lacks")
  void lackingCapability() {
    assertThat(failureOf(DemandingTestCase.class))
        .hasMessage(
            "The backend [sqlite] lacks [LISTEN_NOTIFY]. Choose one that has it:"
                + " hive.database.backend=pglite or postgresql.");
  }

  @Test
  @DisplayName("for an annotation on an interface method")
  void interfaceMethod() {
    assertThat(failureOf(InterfaceMethodTestCase.class))
        .hasMessage(
            "The interface method [io.hivedb.junit.MisuseTests$WithMethod.test] carries"
                + " @HiveDatabase, which has no effect on the methods that override it. Put it on"
                + " the interface, or on the test method of the class.");
  }

  @Test
  @DisplayName("for two default databases, by annotations or by a registered extension")
  void twoDefaults() {
    assertThat(failureOf(TwoDefaultsTestCase.class))
        .hasMessage(
            "[class io.hivedb.junit.MisuseTests$TwoDefaultsTestCase] has two default databases."
                + " Give all but one of the @HiveDatabase annotations a name, and say it at the"
                + " parameters: @HiveDatabase(name = \"orders\") DataSource.");
    assertThat(failureOf(TwiceRegisteredTestCase.class))
        .hasMessage(
            "[class io.hivedb.junit.MisuseTests$TwiceRegisteredTestCase] has two default"
                + " databases. Give all but one of the @HiveDatabase annotations a name, and say it"
                + " at the parameters: @HiveDatabase(name = \"orders\") DataSource.");
  }

  @Test
  @DisplayName("for a preparer without a constructor that it could call")
  void preparer() {
    assertThat(failureOf(PreparerTestCase.class))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The preparer [io.hivedb.junit.MisuseTests$NeedsMore] cannot be made:"
                + " java.lang.NoSuchMethodException:"
                + " io.hivedb.junit.MisuseTests$NeedsMore.<init>(). Give it a constructor without"
                + " parameters that works, make it a static class, and open its package where it"
                + " is in a named module.");
  }

  @Test
  @DisplayName("for migrations without their tool")
  void noFlyway() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutFlyway(before));
    try {
      assertThat(failureOf(MigrationsTestCase.class))
          .isInstanceOf(HiveDbConfigurationException.class)
          .hasMessage(
              "@HiveDatabase(migrations = FLYWAY) needs"
                  + " [org.flywaydb:flyway-database-postgresql], which is not on the class path."
                  + " Add it as a dependency of the tests, or prepare the database by scripts.");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  @DisplayName("for migrations that are not there")
  void noMigrations() {
    assertThat(failureOf(MigrationsElsewhereTestCase.class))
        .hasMessage(
            "The migrations [db/nowhere] are not on the class path. Put them under"
                + " src/test/resources (or src/main/resources), or say where they are by"
                + " migrationsAt.");
  }

  @Test
  @DisplayName("for a subclass that weakens the isolation")
  void isolation() {
    assertThat(failureOf(WeakerTestCase.class))
        .hasMessage(
            "The class [io.hivedb.junit.MisuseTests$WeakerTestCase] has the isolation [CLASS], but"
                + " inherits tests from [io.hivedb.junit.MisuseTests$StrictTestCase], which were"
                + " written for [METHOD]. Say isolation = METHOD in the class, or a stricter one.");
  }

  private static Throwable failureOf(Class<?> testCase) {
    return TestCases.onlyFailure(TestCases.run(testCase));
  }

  @HiveDatabase
  static class PoolTestCase {
    @Test
    void test(HikariDataSource pool) {}
  }

  @HiveDatabase
  static class StatementTestCase {
    @Test
    void test(Statement statement) {}
  }

  @HiveDatabase(scripts = "scripts/missing.sql")
  static class MissingScriptTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(scripts = "scripts/broken.sql")
  static class BrokenScriptTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase
  static class PlainTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(requires = Capability.LISTEN_NOTIFY)
  static class DemandingTestCase {
    @Test
    void test(Connection connection) {}
  }

  interface WithMethod {
    @Test
    @HiveDatabase
    default void test() {}
  }

  @HiveDatabase
  static class InterfaceMethodTestCase implements WithMethod {}

  @HiveDatabase
  @HiveDatabase(scripts = "scripts/schema.sql")
  static class TwoDefaultsTestCase {
    @Test
    void test(Connection connection) {}
  }

  static class TwiceRegisteredTestCase {
    @RegisterExtension
    static final HiveDatabaseExtension FIRST = HiveDatabaseExtension.builder().build();

    @RegisterExtension
    static final HiveDatabaseExtension SECOND = HiveDatabaseExtension.builder().build();

    @Test
    void test(Connection connection) {}
  }

  record NeedsMore(String more) implements DatabasePreparer {
    @Override
    public void prepare(DataSource dataSource) {}
  }

  @HiveDatabase(preparer = NeedsMore.class)
  static class PreparerTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(migrations = Migrations.FLYWAY)
  static class MigrationsTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(migrations = Migrations.FLYWAY, migrationsAt = "db/nowhere")
  static class MigrationsElsewhereTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(isolation = Isolation.METHOD)
  static class StrictTestCase {
    @Test
    void test(Connection connection) {}
  }

  @HiveDatabase(scripts = "scripts/schema.sql")
  static class WeakerTestCase extends StrictTestCase {}

  /** The class path of a user who has not added Flyway. */
  private static final class WithoutFlyway extends ClassLoader {
    WithoutFlyway(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.flywaydb.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
