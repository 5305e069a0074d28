// SPDX-License-Identifier: Apache-2.0
package io.hivedb.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The key of a state that migrations lead to")
class MigrationKeyTests {

  private static final String FIRST = "create table a (n int);";

  @TempDir private Path directory;

  @Test
  @DisplayName("changes with a migration's content, its name, and a further migration")
  void dependsOnContent() throws IOException {
    String key = key(Map.of("V1__a.sql", FIRST));
    assertThat(key(Map.of("V1__a.sql", FIRST))).isEqualTo(key);
    assertThat(
            List.of(
                key,
                key(Map.of("V1__a.sql", FIRST + " ")),
                key(Map.of("V2__a.sql", FIRST)),
                key(Map.of("V1__a.sql", FIRST, "V2__b.sql", "create table b (n int);")),
                key(Map.of("V1__a.sql", FIRST, "sub/R__view.sql", "create view v as select 1;"))))
        .doesNotHaveDuplicates();
  }

  private String key(Map<String, String> migrations) throws IOException {
    Path root = Files.createTempDirectory(directory, "classes");
    for (Map.Entry<String, String> migration : migrations.entrySet()) {
      Path file = root.resolve("keyed").resolve(migration.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, migration.getValue());
    }
    URL[] urls = {root.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
      return MigrationStep.of(Migrations.FLYWAY, "keyed", loader).key();
    }
  }
}
