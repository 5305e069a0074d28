// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.BackendStartException;
import io.hivedb.DatabasePreparer;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.internal.PreparerStep;
import io.hivedb.internal.ScriptStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Prepared states that outlive their JVM. */
@DisplayName("A template in files")
@Execution(ExecutionMode.SAME_THREAD)
@ResourceLock(CountedRows.FILE)
class TemplateCacheTests {

  private static final String FOUND = "200 201 7";

  @TempDir private Path directory;

  private Path runs;
  private Path cache;

  @BeforeEach
  void setUp() {
    runs = directory.resolve("runs");
    cache = directory.resolve("cache");
    System.setProperty(CountedRows.FILE, runs.toString());
  }

  @AfterEach
  void tearDown() {
    System.clearProperty(CountedRows.FILE);
  }

  @Test
  @DisplayName("saves the next run the preparation, and is the same state")
  void isUsedAgain() throws Exception {
    assertThat(found()).isEqualTo(FOUND);
    assertThat(found()).isEqualTo(FOUND);
    assertThat(runs()).isEqualTo(1);
    assertThat(templates()).hasSize(1);
  }

  @Test
  @DisplayName("is refused by template-cache=off")
  void canBeRefused() throws Exception {
    for (int run = 0; run < 2; run++) {
      assertThat(found("hive.database.template-cache", "off")).isEqualTo(FOUND);
    }
    assertThat(runs()).isEqualTo(2);
    assertThat(cache).doesNotExist();
  }

  @Test
  @DisplayName("is made once by two processes that want it at the same time")
  void isMadeOnce() throws Exception {
    List<Process> processes = new ArrayList<>();
    try {
      processes.add(start());
      processes.add(start());
      for (Process process : processes) {
        assertThat(line(process)).isEqualTo("ready");
      }
      for (Process process : processes) {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
      }
      for (Process process : processes) {
        assertThat(line(process)).isEqualTo(FOUND);
        assertThat(process.waitFor()).isZero();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertThat(runs()).isEqualTo(1);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-D" + CountedRows.FILE + "=" + runs,
            TemplateUser.class.getName(),
            cache.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static String line(Process process) throws IOException {
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    return reader.readLine();
  }

  @Test
  @DisplayName("that is damaged is made anew")
  void isMended() throws Exception {
    found();
    Path file = templates().get(0).resolve("data/database.sqlite");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(found()).isEqualTo(FOUND);
    assertThat(found()).isEqualTo(FOUND);
    assertThat(runs()).isEqualTo(2);
    Files.delete(templates().get(0).resolve("files"));
    assertThat(found()).isEqualTo(FOUND);
    assertThat(runs()).isEqualTo(3);
  }

  @Test
  @DisplayName("goes when it was not used for longest and the size is reached")
  void isBounded() throws Exception {
    found();
    Path old = templates().get(0);
    long bytes = Files.size(old.resolve("data/database.sqlite"));
    Files.setLastModifiedTime(old.resolve("files"), FileTime.fromMillis(0));
    String size = bytes * 3 / 2 / 1024 + "KB";
    TemplateUser.found(
        TemplateUser.config(cache.toString())
            .set("hive.database.template-cache-size", size)
            .build(),
        PreparerStep.of(OtherRows.class));
    assertThat(templates()).hasSize(1).doesNotContain(old);
    assertThat(found("hive.database.template-cache-size", "1KB")).isEqualTo(FOUND);
    assertThat(templates()).hasSize(1);
  }

  @Test
  @DisplayName("is not kept where it cannot be written; a directory that was named must be usable")
  void needsRoom() throws Exception {
    Files.createDirectories(cache);
    Files.createFile(cache.resolve("templates"));
    assertThat(found()).isEqualTo(FOUND);
    assertThat(found()).isEqualTo(FOUND);
    assertThat(runs()).isEqualTo(2);
    Path none = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(
            () ->
                TemplateUser.found(
                    TemplateUser.config(none.toString()).build(),
                    PreparerStep.of(CountedRows.class)))
        .isInstanceOf(BackendStartException.class)
        .hasMessageContaining("[" + none + "]")
        .hasMessageContaining("hive.database.template-cache-dir");
  }

  @Test
  @DisplayName("is another when a script changes, or the preparer")
  void dependsOnContent() throws Exception {
    ScriptStep first = script("create table t (n int)");
    assertThat(first.key()).isEqualTo(script("create table t (n int)").key());
    assertThat(first.key()).isNotEqualTo(script("create table t (n int )").key());
    assertThat(PreparerStep.of(CountedRows.class).key())
        .isNotEqualTo(PreparerStep.of(OtherRows.class).key());
    assertThat(PreparerStep.of(CountedRows.class).isReproducible()).isTrue();
    DatabasePreparer lambda = dataSource -> {};
    assertThat(PreparerStep.of(lambda.getClass()).isReproducible()).isFalse();
  }

  private ScriptStep script(String sql) throws IOException {
    Path folder = Files.createTempDirectory(directory, "scripts");
    Files.writeString(folder.resolve("schema.sql"), sql);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
      return ScriptStep.of(loader, "schema.sql");
    }
  }

  @Test
  @DisplayName("is told of in words where a setting is wrong")
  void explainsSettings() {
    assertThatThrownBy(() -> found("hive.database.template-cache", "maybe"))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageContaining("hive.database.template-cache = [maybe]")
        .hasMessageContaining("is not on or off");
    assertThatThrownBy(() -> found("hive.database.template-cache-size", "lots"))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageContaining("is not a size such as 500MB or 2GB");
  }

  private String found() throws SQLException {
    return found("hive.database.template-cache", "on");
  }

  private String found(String key, String value) throws SQLException {
    return TemplateUser.found(
        TemplateUser.config(cache.toString()).set(key, value).build(),
        PreparerStep.of(CountedRows.class));
  }

  private long runs() throws IOException {
    return Files.readAllLines(runs).size();
  }

  private List<Path> templates() throws IOException {
    try (Stream<Path> list = Files.list(cache.resolve("templates"))) {
      return list.filter(Files::isDirectory).toList();
    }
  }

  /** The same rows by another class. */
  private static final class OtherRows implements DatabasePreparer {

    @Override
    public void prepare(DataSource dataSource) throws Exception {
      new CountedRows().prepare(dataSource);
    }
  }
}
