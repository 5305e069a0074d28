// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import io.hivedb.HiveDbConfig;
import io.hivedb.HiveDbConfigurationException;
import io.hivedb.spi.DatabaseUrl;
import io.hivedb.spi.ServerSettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the data live, by URL and data directory: in memory, or in a folder that the user named.
 */
final class DataLocation {

  private static final String FORMS =
      "pglite:memory, pglite://./relative/directory or pglite:///absolute/directory";

  private DataLocation() {}

  /**
   * Reads the settings.
   *
   * @return the folder; empty for memory
   * @throws HiveDbConfigurationException if the URL is malformed, or says something else than the
   *     data directory
   */
  static Optional<Path> of(ServerSettings settings) {
    Optional<Path> set = settings.dataDirectory().map(DataLocation::normal);
    if (settings.url().isEmpty()) {
      return set;
    }
    DatabaseUrl url = settings.url().get();
    @Nullable Path named = read(url);
    if (set.isPresent() && !set.get().equals(named)) {
      throw new HiveDbConfigurationException(
          "The database URL ["
              + url
              + "] and "
              + HiveDbConfig.DATA_DIRECTORY
              + " = ["
              + set.get()
              + "] name different places. Set one of them.");
    }
    return Optional.ofNullable(named);
  }

  private static @Nullable Path read(DatabaseUrl url) {
    String rest = url.rest();
    if (rest.equals("memory")) {
      return null;
    }
    if (!rest.startsWith("//./") && !rest.startsWith("///")) {
      throw url.malformed("it names neither memory nor a directory", FORMS);
    }
    String text = rest.substring(2);
    if (text.matches("/+|\\./*")) {
      throw url.malformed("it names no directory", FORMS);
    }
    if (text.indexOf('?') >= 0 || text.indexOf('#') >= 0) {
      throw url.malformed("PGlite takes no parameters in it", FORMS);
    }
    try {
      return normal(Path.of(text.matches("/[A-Za-z]:/.*") ? text.substring(1) : text));
    } catch (InvalidPathException e) {
      throw url.malformed("the directory is no path of this file system", FORMS);
    }
  }

  private static Path normal(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
