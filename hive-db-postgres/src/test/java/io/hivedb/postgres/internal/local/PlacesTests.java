// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of another's making, which say what they are asked, at the places of systems. */
class PlacesTests {

  @TempDir private Path temporary;
  private Path root;

  @BeforeEach
  void resolve() throws IOException {
    root = temporary.toRealPath();
  }

  private Path install(String bin, String version, String control) throws IOException {
    Path directory = Files.createDirectories(root.resolve(bin));
    program(directory.resolve("postgres"), "echo 'postgres (PostgreSQL) " + version + "'");
    program(directory.resolve("initdb"), "");
    if (!control.isEmpty()) {
      Path file = root.resolve(control).resolve("extension/vector.control");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "comment = 'vector'\ndefault_version = '0.8.0'\n");
    }
    return directory;
  }

  private static void program(Path file, String command) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Optional<Binaries> newest(String path, String... usual) {
    List<String> places = List.of(usual).stream().map(place -> root + "/" + place).toList();
    return BinariesLookup.in(new Places(path, places)).newest();
  }

  @Test
  void takesTheNewestThatHasPgvector() throws IOException {
    install("usr/lib/postgresql/9.6/bin", "9.6.24", "usr/share/postgresql/9.6");
    install("usr/lib/postgresql/16/bin", "16.10 (Debian 16.10-1)", "usr/share/postgresql/16");
    Path newest = install("usr/lib/postgresql/17/bin", "17.6", "usr/share/postgresql/17");
    install("usr/lib/postgresql/18/bin", "18.1", "");

    assertThat(newest("", "usr/lib/postgresql/*/bin"))
        .hasValueSatisfying(
            found -> {
              assertThat(found.directory()).isEqualTo(newest);
              assertThat(found.version()).isEqualTo("17.6");
              assertThat(found.major()).isEqualTo(17);
              assertThat(found.vector()).isEqualTo("0.8.0");
            });
  }

  @Test
  void comparesVersionsByTheirNumbers() throws IOException {
    install("a/17.9/bin", "17.9", "a/17.9/share");
    Path newest = install("a/17.10/bin", "17.10", "a/17.10/share");
    install("a/beta/bin", "17beta1", "a/beta/share");

    assertThat(newest("", "a/*/bin")).map(Binaries::directory).hasValue(newest);
  }

  @Test
  void knowsWhereSystemsKeepPgvector() throws IOException {
    install("debian/usr/lib/postgresql/17/bin", "17.6", "debian/usr/share/postgresql/17");
    install("fedora/usr/bin", "16.4", "fedora/usr/share/pgsql");
    install("rpm/usr/pgsql-16/bin", "16.4", "rpm/usr/pgsql-16/share");
    install("alpine/usr/libexec/postgresql17", "17.6", "alpine/usr/share/postgresql17");
    install("brew/opt/postgresql@17/bin", "17.6", "brew/opt/postgresql@17/share/postgresql");
    install("intel/postgresql@17/bin", "17.6", "intel/postgresql@17/share/postgresql@17");

    for (String place :
        List.of(
            "debian/usr/lib/postgresql/*/bin",
            "fedora/usr/bin",
            "rpm/usr/pgsql-*/bin",
            "alpine/usr/libexec/postgresql*",
            "brew/opt/postgresql*/bin",
            "intel/postgresql*/bin")) {
      assertThat(newest("", place)).as(place).isPresent();
    }
  }

  @Test
  void eachSystemHasItsPlaces() {
    assertThat(Places.of("Linux", "", "").usual())
        .contains("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/bin");
    assertThat(Places.of("Mac OS X", "", "").usual())
        .contains("/opt/homebrew/opt/postgresql*/bin", "/usr/local/opt/postgresql*/bin");
    assertThat(Places.of("Windows 11", "", "C:\\Program Files").usual())
        .containsExactly("C:\\Program Files\\PostgreSQL\\*\\bin");
  }

  /** Packages are upgraded while a JVM runs, such as that of a build's daemon. */
  @Test
  void programsThatWereReplacedAreAskedAgain() throws IOException {
    Path programs = install("b/17/bin", "17.5", "b/17/share");
    assertThat(newest("", "b/*/bin")).map(Binaries::version).hasValue("17.5");
    install("b/17/bin", "17.6", "b/17/share");
    Files.setLastModifiedTime(
        programs.resolve("postgres"), FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(newest("", "b/*/bin")).map(Binaries::version).hasValue("17.6");
  }

  @Test
  void looksOnThePathAndWherePgConfigPoints() throws IOException {
    Path onPath = install("path", "15.1", "share/postgresql");
    Path pointed = install("elsewhere/bin", "17.6", "");
    Path share = root.resolve("far/away");
    Files.createDirectories(share.resolve("extension"));
    Files.writeString(share.resolve("extension/vector.control"), "default_version = '0.7.4'");
    String config =
        "if [ \"$1\" = --bindir ]; then echo " + pointed + "; else echo " + share + "; fi";
    program(onPath.resolve("pg_config"), config);
    program(pointed.resolve("pg_config"), config);

    assertThat(newest("/no/such" + File.pathSeparator + onPath))
        .hasValueSatisfying(
            found -> {
              assertThat(found.directory()).isEqualTo(pointed);
              assertThat(found.vector()).isEqualTo("0.7.4");
            });
  }

  @Test
  void saysWhatWillNotDoAndWhereItLooked() throws IOException {
    Path old = install("a/12/bin", "12.22", "a/12/share");
    Path without = install("a/15/bin", "15.14", "");
    Path broken = install("a/99/bin", "17.6", "");
    program(broken.resolve("postgres"), "echo 'cannot load library'; exit 127");
    BinariesLookup lookup =
        BinariesLookup.in(new Places("", List.of(root + "/a/*/bin", "/no/such/place")));

    assertThat(lookup.newest()).isEmpty();
    assertThat(lookup.missing())
        .isEqualTo(
            "no PostgreSQL 13 or newer with pgvector is installed here: PostgreSQL 15.14 at "
                + without
                + " has no pgvector (["
                + root
                + "/a/15/share/postgresql/15/extension/vector.control] is not there), PostgreSQL"
                + " 12.22 with pgvector 0.8.0 at "
                + old
                + " is too old, "
                + broken
                + " does not work (exit code 127 of ["
                + broken
                + "/postgres, --version]: cannot load library) (looked at PATH, pg_config, "
                + root
                + "/a/*/bin, /no/such/place)");
    assertThat(lookup.remedy())
        .startsWith("Install it by apt install postgresql-15 postgresql-15-");
  }
}
