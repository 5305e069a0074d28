// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.hivedb.HiveDb;
import io.hivedb.HiveDbConfig;
import io.hivedb.internal.PreparationStep;
import io.hivedb.internal.PreparationTarget;
import io.hivedb.internal.SharedServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is made of a template where the user named the database. */
@DisplayName("The user's own database")
class OwnPlaceTests {

  @TempDir private Path directory;

  @Test
  @DisplayName("is prepared each time that it is opened")
  void isPreparedEachTime() throws SQLException {
    String url = "sqlite:///" + directory.resolve("app.db");
    HiveDbConfig config = HiveDbConfig.builder().ignoreOutsideSettings().url(url).build();
    AtomicInteger runs = new AtomicInteger();
    PreparationStep step =
        new PreparationStep() {
          @Override
          public String key() {
            return "counted";
          }

          @Override
          public void run(PreparationTarget target) {
            runs.incrementAndGet();
          }
        };
    try (SharedServers servers = new SharedServers();
        HiveDb first = servers.open(config, key -> null, List.of(step));
        HiveDb second = servers.open(config, key -> null, List.of(step))) {
      assertThat(runs).hasValue(2);
      assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
    }
  }
}
