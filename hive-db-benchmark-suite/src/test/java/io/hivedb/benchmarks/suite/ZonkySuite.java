// SPDX-License-Identifier: Apache-2.0
package io.hivedb.benchmarks.suite;

import io.zonky.test.db.AutoConfigureEmbeddedDatabase;
import io.zonky.test.db.AutoConfigureEmbeddedDatabase.DatabaseProvider;
import io.zonky.test.db.AutoConfigureEmbeddedDatabase.DatabaseType;
import io.zonky.test.db.AutoConfigureEmbeddedDatabase.RefreshMode;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.DataSourceInitializer;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/**
 * Ten classes with zonky's embedded database as it comes: it records what the context does to the
 * data source, makes a template of that, and copies of it in advance.
 */
final class ZonkySuite {

  private ZonkySuite() {}

  @SpringJUnitConfig(Schema.class)
  @AutoConfigureEmbeddedDatabase(
      type = DatabaseType.POSTGRES,
      provider = DatabaseProvider.EMBEDDED,
      refresh = RefreshMode.AFTER_EACH_TEST_METHOD)
  abstract static class Cases extends LibraryCases {

    @Autowired private @Nullable DataSource dataSource;

    @Override
    DataSource dataSource() {
      return Objects.requireNonNull(dataSource);
    }
  }

  /** The context that all ten share. */
  @Configuration
  static class Schema {

    @Bean
    DataSourceInitializer initializer(DataSource dataSource) {
      DataSourceInitializer initializer = new DataSourceInitializer();
      initializer.setDataSource(dataSource);
      initializer.setDatabasePopulator(
          new ResourceDatabasePopulator(
              new ClassPathResource("suite/schema.sql"), new ClassPathResource("suite/data.sql")));
      return initializer;
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
