// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the directory in which a PostgreSQL keeps the control files of extensions. */
final class ShareDirectory {

  private static final String CONTROL = "extension/vector.control";

  private ShareDirectory() {}

  /** Where pgvector's control file is, or would be. */
  static Path vectorControl(Path programs, int major) throws IOException {
    List<Path> usual = usual(programs, major);
    for (Path share : usual) {
      if (Files.exists(share.resolve(CONTROL))) {
        return share.resolve(CONTROL);
      }
    }
    return asked(programs, usual.get(0)).resolve(CONTROL);
  }

  /** Seen from the programs: the server finds its own files so as well. */
  private static List<Path> usual(Path programs, int major) {
    Path home = programs.resolveSibling("");
    return List.of(
        home.resolve("share/postgresql/" + major),
        // Homebrew, where the formula bears the version, and where it does not
        home.resolve("share/postgresql@" + major),
        home.resolve("share/postgresql"),
        // Debian: /usr/lib/postgresql/17/bin and /usr/share/postgresql/17
        home.resolve("../../../share/postgresql/" + major).normalize(),
        // Alpine: /usr/libexec/postgresql17 and /usr/share/postgresql17
        home.resolve("../share/postgresql" + major).normalize(),
        // PostgreSQL project's RPMs; Fedora; the installer of Windows
        home.resolve("share/pgsql"),
        home.resolve("share"));
  }

  /** Its pg_config knows, where that is installed. */
  private static Path asked(Path programs, Path otherwise) throws IOException {
    Path program = programs.resolve(File.separatorChar == '\\' ? "pg_config.exe" : "pg_config");
    return Files.isExecutable(program)
        ? Path.of(Programs.output(program.toString(), "--sharedir").strip())
        : otherwise;
  }
}
