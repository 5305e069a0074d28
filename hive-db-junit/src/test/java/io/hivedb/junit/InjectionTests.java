// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("@HiveDatabase supplies parameters")
class InjectionTests {

  /** In one run, so that there is one server. */
  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName(
      "of life-cycle and test methods of every kind, constructors and records, also PER_CLASS")
  void supplies(String backend) {
    Backends.check(backend);
    ConstructorTestCase.LAST.set(null);
    TestCases.assertPassed(
        TestCases.on(
            backend,
            ParametersTestCase.class,
            ConstructorTestCase.class,
            PerClassTestCase.class,
            FactoryTestCase.class,
            RecordTestCase.class),
        14);
    ConnectionInjectionTests.assertClosed(ConstructorTestCase.LAST.get());
  }

  @HiveDatabase
  static class ParametersTestCase {

    @BeforeAll
    static void beforeAll(DataSource dataSource, Connection connection, HiveDb database) {
      assertThat(database.dataSource()).isSameAs(dataSource);
      assertThat(connection).isNotNull();
    }

    @BeforeEach
    void beforeEach(Connection connection) throws SQLException {
      assertThat(connection.isValid(1)).isTrue();
    }

    @Test
    void test(DataSource dataSource, Connection connection, HiveDb database) {
      assertThat(database.jdbcUrl()).startsWith("jdbc:");
      assertThat(database.dataSource()).isSameAs(dataSource);
      assertThat(connection).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameterized(int number, HiveDb database) {
      assertThat(database.backend()).hasSizeGreaterThan(number);
    }

    @RepeatedTest(2)
    void repeated(Connection connection) {
      assertThat(connection).isNotNull();
    }

    @AfterEach
    void afterEach(DataSource dataSource) {
      assertThat(dataSource).isNotNull();
    }

    @AfterAll
    static void afterAll(Connection connection) throws SQLException {
      assertThat(connection.isValid(1)).isTrue();
    }
  }

  @HiveDatabase
  static class ConstructorTestCase {

    static final AtomicReference<@Nullable Connection> LAST = new AtomicReference<>();

    private final Connection connection;

    ConstructorTestCase(Connection connection, DataSource dataSource) {
      this.connection = connection;
      assertThat(dataSource).isNotNull();
    }

    @AfterEach
    void remember() {
      LAST.set(connection);
    }

    @Test
    void first() throws SQLException {
      assertThat(connection.isValid(1)).isTrue();
      Connection former = LAST.get();
      assertThat(former == null || former.isClosed()).as("the former test's is closed").isTrue();
    }

    @Test
    void second() throws SQLException {
      assertThat(connection.isValid(1)).isTrue();
      Connection former = LAST.get();
      assertThat(former == null || former.isClosed()).as("the former test's is closed").isTrue();
    }
  }

  @HiveDatabase
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase {

    @Nullable HiveDb database;

    PerClassTestCase(Connection connection) {
      assertThat(connection).isNotNull();
    }

    @BeforeAll
    void beforeAll(DataSource dataSource) {
      assertThat(database != null ? database.dataSource() : null).isSameAs(dataSource);
    }

    @Test
    void first(DataSource dataSource) {
      assertThat(dataSource).isNotNull();
    }

    @Test
    void second(Connection connection) {
      assertThat(connection).isNotNull();
    }
  }

  @HiveDatabase
  static class FactoryTestCase {

    @TestFactory
    Stream<DynamicTest> factory(Connection connection) {
      return Stream.of(
          DynamicTest.dynamicTest("first", () -> assertThat(connection.isValid(1)).isTrue()),
          DynamicTest.dynamicTest("second", () -> assertThat(connection.isValid(1)).isTrue()));
    }

    @TestTemplate
    @ExtendWith(Once.class)
    void template(Connection connection, @JdbcUrl String url) throws SQLException {
      assertThat(connection.isValid(1)).isTrue();
      assertThat(url).startsWith("jdbc:");
    }
  }

  static final class Once implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      return Stream.of(new TestTemplateInvocationContext() {});
    }
  }

  @HiveDatabase
  record RecordTestCase(DataSource dataSource, Connection connection, HiveDb database) {

    @Test
    void components() throws SQLException {
      assertThat(database.dataSource()).isSameAs(dataSource);
      assertThat(connection.isValid(1)).isTrue();
    }

    @Test
    void parametersToo(Connection other) {
      assertThat(other).isNotSameAs(connection);
    }
  }
}
