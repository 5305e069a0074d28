// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres.internal.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the programs of PostgreSQL may lie on a machine.
 *
 * @param path the PATH
 * @param usual directories; a star stands for any part of a name
 */
record Places(String path, List<String> usual) {

  private static final List<String> UNIX =
      List.of(
          // Debian, Ubuntu and the PostgreSQL project's packages for them
          "/usr/lib/postgresql/*/bin",
          // the PostgreSQL project's packages for Fedora and its kin
          "/usr/pgsql-*/bin",
          // Alpine
          "/usr/libexec/postgresql*",
          "/usr/bin",
          "/usr/local/bin",
          "/usr/local/pgsql/bin");

  private static final List<String> MAC =
      List.of(
          // Homebrew on Apple's processors and on Intel's
          "/opt/homebrew/opt/postgresql*/bin",
          "/usr/local/opt/postgresql*/bin",
          "/Applications/Postgres.app/Contents/Versions/*/bin",
          "/opt/local/lib/postgresql*/bin");

  static Places ofThisMachine() {
    return of(
        System.getProperty("os.name"),
        String.valueOf(System.getenv("PATH")),
        String.valueOf(System.getenv("ProgramFiles")));
  }

  static Places of(String system, String path, String programFiles) {
    if (system.startsWith("Windows")) {
      return new Places(path, List.of(programFiles + "\\PostgreSQL\\*\\bin"));
    }
    return new Places(path, system.startsWith("Mac") ? MAC : UNIX);
  }

  /** The directories that exist, each once. */
  Set<Path> directories() {
    Set<Path> found = new LinkedHashSet<>();
    for (String entry : path.split(Pattern.quote(File.pathSeparator), -1)) {
      addExisting(entry, found);
    }
    addNamedByConfig(found);
    for (String place : usual) {
      expand(place).forEach(directory -> addExisting(directory.toString(), found));
    }
    return found;
  }

  /** Two names of one directory count once. */
  private static void addExisting(String directory, Set<Path> found) {
    try {
      if (!directory.isBlank() && Files.isDirectory(Path.of(directory))) {
        found.add(Path.of(directory).toRealPath());
      }
    } catch (IOException | InvalidPathException e) {
      // A place that cannot be read holds nothing for us.
    }
  }

  private void addNamedByConfig(Set<Path> found) {
    String name = File.separatorChar == '\\' ? "pg_config.exe" : "pg_config";
    for (Path directory : List.copyOf(found)) {
      Path program = directory.resolve(name);
      if (Files.isExecutable(program)) {
        try {
          addExisting(Programs.output(program.toString(), "--bindir").strip(), found);
          return;
        } catch (IOException e) {
          // A pg_config that does not run names nothing.
        }
      }
    }
  }

  private static List<Path> expand(String place) {
    int star = place.indexOf('*');
    if (star < 0) {
      return List.of(Path.of(place));
    }
    int begin = Math.max(place.lastIndexOf('/', star), place.lastIndexOf('\\', star)) + 1;
    int slash = place.substring(star).indexOf(File.separatorChar);
    int end = slash < 0 ? place.length() : star + slash;
    String rest = slash < 0 ? "" : place.substring(end + 1);
    List<Path> matches = new ArrayList<>();
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(Path.of(place.substring(0, begin)), place.substring(begin, end))) {
      children.forEach(child -> matches.add(child.resolve(rest)));
    } catch (IOException | InvalidPathException e) {
      // Such a directory is not on this machine.
    }
    return matches;
  }

  /** For error messages. */
  @Override
  public String toString() {
    return "PATH, pg_config, " + String.join(", ", usual);
  }
}
