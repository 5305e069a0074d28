// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.Readiness;
import io.hivedb.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModeChoiceTests {

  private static final String SOME_URL = "postgresql://host/db";

  @TempDir private Path directory;

  private Settings settings(String... keysAndValues) {
    Map<String, String> values = new HashMap<>(Map.of(PostgresProvider.HOME, directory.toString()));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.of(values);
  }

  /** Programs of another's making, which say what they are asked. */
  private void install(boolean withVector) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    for (String name : new String[] {"postgres", "initdb"}) {
      Path program = bin.resolve(name);
      Files.writeString(program, "#!/bin/sh\necho 'postgres (PostgreSQL) 17.6'\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    if (withVector) {
      Path extensions = Files.createDirectories(directory.resolve("share/extension"));
      Files.writeString(extensions.resolve("vector.control"), "default_version = '0.8.0'\n");
    }
  }

  @Test
  void autoTakesTheUrlFirst() throws IOException {
    install(true);

    assertThat(ModeChoice.of(settings(HiveDbConfig.URL, SOME_URL)))
        .isEqualTo(new ModeChoice(Mode.URL, "hive.database.url is set"));
  }

  @Test
  void autoTakesLocalProgramsNext() throws IOException {
    install(true);

    assertThat(ModeChoice.of(settings(PostgresProvider.MODE, "auto")))
        .isEqualTo(
            new ModeChoice(
                Mode.LOCAL,
                "hive.database.url is not set, and this machine has a PostgreSQL with pgvector"));
  }

  @Test
  void autoTakesAContainerLastAndSaysWhatElseIsMissing() throws IOException {
    install(false);

    assertThat(ModeChoice.of(settings()))
        .isEqualTo(
            new ModeChoice(
                Mode.CONTAINER,
                "hive.database.url is not set, no PostgreSQL 13 or newer with pgvector is installed"
                    + " here: PostgreSQL 17.6 at %1$s/bin has no pgvector".formatted(directory)
                    + " ([%1$s/share/postgresql/17/extension/vector.control] is not there)"
                        .formatted(directory)
                    + " (looked at hive.postgres.home = [%s])".formatted(directory)));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aNamedModeIsTakenWhateverIsThere(Mode mode) {
    assertThat(ModeChoice.of(settings(PostgresProvider.MODE, mode.word())))
        .isEqualTo(new ModeChoice(mode, "named by hive.postgres.mode, configuration"));
  }

  @Test
  void localModeWithoutProgramsIsNotReadyAndSaysHowToGetThem() {
    Settings settings = settings(PostgresProvider.MODE, "local");
    Readiness readiness = new PostgresProvider().readiness(settings);

    assertThat(readiness.missing())
        .isEqualTo(
            "no PostgreSQL 13 or newer with pgvector is installed here: none at all found (looked at"
                + " hive.postgres.home = [%s])",
            directory);
    assertThat(readiness.remedy())
        .isEqualTo(
            "Install it by apt install postgresql-17 postgresql-17-pgvector (Debian, Ubuntu), dnf"
                + " install postgresql-server pgvector (Fedora), brew install postgresql@17 pgvector"
                + " (macOS), or PostgreSQL's installer and then pgvector's Windows instructions"
                + " (https://github.com/pgvector/pgvector#windows). Or name an installation by"
                + " hive.postgres.home.");
  }

  @Test
  void urlModeWithoutUrlIsNotReady() {
    Settings settings = settings(PostgresProvider.MODE, "url");

    assertThat(Mode.URL.readiness(settings).missing())
        .isEqualTo("hive.postgres.mode is [url], but hive.database.url is not set");
    assertThat(Mode.URL.readiness(settings).remedy())
        .isEqualTo(
            "Set hive.database.url=postgresql://user:password@host:5432/db, or remove"
                + " hive.postgres.mode.");
  }

  @Test
  void aUrlIsReadyWithoutBeingAsked() {
    assertThat(new PostgresProvider().readiness(settings(HiveDbConfig.URL, SOME_URL)).isReady())
        .isTrue();
  }

  @Test
  void unknownModeIsAnError() {
    assertThatThrownBy(() -> ModeChoice.of(settings(PostgresProvider.MODE, "lokal")))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "The setting hive.postgres.mode = [lokal] (configuration) is not one of auto, url, local"
                + " and container.");
  }

  @Test
  void aModeThatStartsAServerAndAUrlDisagree() {
    assertThatThrownBy(
            () ->
                ModeChoice.of(
                    settings(PostgresProvider.MODE, "container", HiveDbConfig.URL, SOME_URL)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessage(
            "hive.postgres.mode = [container] (configuration) and hive.database.url disagree: the"
                + " one wants a container, the other names a server. Remove one of the two.");
    assertThatThrownBy(
            () ->
                ModeChoice.of(settings(PostgresProvider.MODE, "local", HiveDbConfig.URL, SOME_URL)))
        .isInstanceOf(HiveDbConfigurationException.class)
        .hasMessageStartingWith("hive.postgres.mode = [local] (configuration) and hive.database");
  }
}
