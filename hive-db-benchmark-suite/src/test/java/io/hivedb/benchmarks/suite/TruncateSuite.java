// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks.suite;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Ten classes on one container with a pool; a script empties and fills all tables before a test.
 */
final class TruncateSuite {

  /** The image that our backend starts, for fairness. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("pgvector/pgvector:pg17").asCompatibleSubstituteFor("postgres");

  private TruncateSuite() {}

  @ExtendWith(Truncation.class)
  abstract static class Cases extends LibraryCases {

    @Override
    DataSource dataSource() {
      return Container.POOL;
    }
  }

  /** For the whole run; Testcontainers ends it with the JVM. */
  private static final class Container {

    static final DataSource POOL = open();

    private static DataSource open() {
      PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
      container.start();
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(container.getJdbcUrl());
      pool.setUsername(container.getUsername());
      pool.setPassword(container.getPassword());
      run(pool, "schema.sql");
      return pool;
    }
  }

  static final class Truncation implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
      run(Container.POOL, "truncate.sql", "data.sql");
    }
  }

  private static void run(DataSource pool, String... scripts) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String script : scripts) {
        statement.execute(read(script));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a script failed", e);
    }
  }

  private static String read(String script) {
    try (InputStream content =
        Objects.requireNonNull(TruncateSuite.class.getResourceAsStream("/suite/" + script))) {
      return new String(content.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final class C0 extends Cases {}

  static final class C1 extends Cases {}

  static final class C2 extends Cases {}

  static final class C3 extends Cases {}

  static final class C4 extends Cases {}

  static final class C5 extends Cases {}

  static final class C6 extends Cases {}

  static final class C7 extends Cases {}

  static final class C8 extends Cases {}

  static final class C9 extends Cases {}
}
