// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that fail, each in another way, for {@link KeptFolderTests}. */
final class KeptFolderCases {

  private KeptFolderCases() {}

  private static void fail() {
    throw new IllegalStateException("the test's own failure");
  }

  @HiveDatabase
  static class ManyTestCase {
    @BeforeEach
    void before(TestInfo test) {
      if (test.getDisplayName().startsWith("beforeEachFails")) {
        fail();
      }
    }

    @Test
    void beforeEachFails() {}

    @AfterEach
    void fails() {
      // Told beside the first failure of the test, and not kept once more.
      fail();
    }

    @Test
    void overloaded() {
      fail();
    }

    @Test
    void overloaded(Connection connection) {
      fail();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../a", "b"})
    void parameterized(String value) {
      fail();
    }

    @RepeatedTest(2)
    void repeated() {
      fail();
    }

    @TestFactory
    Stream<DynamicTest> dynamic() {
      return Stream.of(
          DynamicTest.dynamicTest("passes", () -> {}),
          DynamicTest.dynamicTest("fails", KeptFolderCases::fail));
    }

    @Test
    void named(@HiveDatabase(name = ".the/other!") Connection other) {
      fail();
    }

    @Test
    @HiveDatabase
    void own(Connection connection) {
      fail();
    }

    @Nested
    class Inner {
      @Test
      void nested() {
        fail();
      }
    }
  }

  @HiveDatabase
  static class BeforeAllTestCase {
    @BeforeAll
    static void before() {
      fail();
    }

    @Test
    void test() {}
  }

  @HiveDatabase
  static class AfterAllTestCase {
    @AfterAll
    static void after() {
      fail();
    }

    @Test
    void test() {}
  }

  @HiveDatabase
  static class AfterEachTestCase {
    @RegisterExtension static final AfterTestExecutionCallback SOFT = context -> fail();

    @Test
    void passes() {}
  }

  @HiveDatabase
  static class PassingTestCase {
    @Test
    void passes(Connection connection) {}

    @Test
    void isAborted() {
      Assumptions.abort("not today");
    }
  }

  @HiveDatabase
  static class SilentTestCase {
    @Test
    void fails(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1");
      }
      fail();
    }
  }

  @HiveDatabase(keepOnFailure = true)
  static class AskingTestCase {
    @Test
    void fails() {
      fail();
    }
  }

  static class BuilderTestCase {
    @RegisterExtension
    static final HiveDatabaseExtension DATABASE =
        HiveDatabaseExtension.builder().keepOnFailure(true).build();

    @Test
    void fails(Connection connection) {
      fail();
    }
  }

  @HiveDatabase(scripts = "scripts/schema.sql")
  static class SecretTestCase {
    @Test
    void fails(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          var prepared = connection.prepareStatement("INSERT INTO places (name) VALUES (?)")) {
        statement.execute("INSERT INTO places (name) VALUES ('secret value')");
        prepared.setString(1, "secret value");
        prepared.execute();
        statement.execute("ALTER ROLE nobody PASSWORD 'secret password'");
      }
    }
  }
}
