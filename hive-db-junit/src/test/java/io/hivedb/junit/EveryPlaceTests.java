// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.Snapshot;
import io.hivedb.junit.EveryPlaceCases.PerClassTestCase;
import io.hivedb.junit.EveryPlaceCases.PerMethodTestCase;
import io.hivedb.junit.EveryPlaceCases.RecordTestCase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("@HiveDatabase supplies all that it can")
class EveryPlaceTests {

  /** The places that were given all, in words. */
  private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

  /** In one run, so that there is one server. */
  @ParameterizedTest
  @MethodSource("io.hivedb.junit.TestCases#backends")
  @DisplayName("in every place of every life cycle, and each time of the class's own database")
  void everywhere(String backend) {
    Backends.check(backend);
    SEEN.clear();
    TestCases.assertPassed(
        TestCases.on(
            backend, PerMethodTestCase.class, PerClassTestCase.class, RecordTestCase.class),
        13);
    Set<String> wanted = new TreeSet<>();
    Stream.of("PER_METHOD", "PER_CLASS")
        .forEach(
            life ->
                Stream.of(
                        "constructor",
                        "static field",
                        "instance field",
                        "@BeforeAll",
                        "@BeforeEach",
                        "@Test",
                        "@ParameterizedTest",
                        "@RepeatedTest",
                        "@TestFactory",
                        "@TestTemplate",
                        "@Nested constructor",
                        "@Nested @Test",
                        "@AfterEach",
                        "@AfterAll")
                    .forEach(place -> wanted.add(life + " " + place)));
    wanted.add("record constructor");
    wanted.add("record @Test");
    assertThat(SEEN).containsExactlyElementsOf(wanted);
  }

  /** What can be had in one place. */
  static void given(
      String place,
      @Nullable DataSource dataSource,
      @Nullable Connection connection,
      @Nullable HiveDb database,
      @Nullable Snapshot snapshot,
      @Nullable String url)
      throws SQLException {
    assertThat(database).as(place).isNotNull();
    assertThat(Objects.requireNonNull(database).dataSource()).as(place).isSameAs(dataSource);
    assertThat(url).as(place).isEqualTo(database.jdbcUrl());
    assertThat(connection != null && connection.isValid(10)).as(place).isTrue();
    assertThat(snapshot).as(place).isNotNull();
    SEEN.add(place);
  }
}
