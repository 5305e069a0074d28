// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Says which file the settings name; none means throw-away databases. */
public final class Place {

  static final String FILE_IN_DIRECTORY = "hivedb.sqlite";

  private static final String FORMS =
      "sqlite:///./data/app.db (relative), sqlite:////abs/app.db (absolute), sqlite::memory:,"
          + " jdbc:sqlite:data/app.db or jdbc:sqlite::memory:";

  private static final String MEMORY = ":memory:";

  private Place() {}

  /**
   * Reads the settings.
   *
   * @param settings URL and data directory
   * @return the absolute path of the file; empty for throw-away databases
   */
  public static Optional<Path> of(ServerSettings settings) {
    Optional<Path> directory = settings.dataDirectory();
    if (settings.url().isEmpty()) {
      return directory.map(path -> absolute(path.resolve(FILE_IN_DIRECTORY)));
    }
    DatabaseUrl url = settings.url().get();
    Optional<Path> file = file(url);
    if (directory.isPresent()) {
      throw new HiveDbConfigurationException(
          "The database URL ["
              + url
              + "] and the data directory ["
              + directory.get()
              + "] both say where the data are. Set one of hive.database.url and"
              + " hive.database.data-dir.");
    }
    return file;
  }

  static Optional<Path> file(DatabaseUrl url) {
    String text = pathText(url);
    if (text.equals(MEMORY)) {
      return Optional.empty();
    }
    check(url, text);
    try {
      return Optional.of(absolute(Path.of(text)));
    } catch (InvalidPathException e) {
      throw url.malformed(e.getReason() + " in its path", FORMS);
    }
  }

  private static String pathText(DatabaseUrl url) {
    String rest = url.rest();
    if (url.isJdbc() || rest.equals(MEMORY)) {
      return rest;
    }
    if (!rest.startsWith("//")) {
      throw url.malformed("three slashes must stand before the path", FORMS);
    }
    if (!rest.startsWith("///")) {
      throw url.malformed("SQLite has no host, so a third slash must follow", FORMS);
    }
    return rest.substring(3);
  }

  private static void check(DatabaseUrl url, String text) {
    if (text.isBlank()) {
      throw url.malformed("it names no file", FORMS);
    }
    if (text.startsWith("file:")) {
      throw url.malformed("file: URIs are not taken", FORMS);
    }
    if (text.indexOf('?') >= 0) {
      throw url.malformed("parameters are not taken", FORMS);
    }
    if (text.endsWith("/")) {
      throw url.malformed("it names a directory, not a file", FORMS);
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
