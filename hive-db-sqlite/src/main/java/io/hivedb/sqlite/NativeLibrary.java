// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite;

import io.hivedb.internal.cache.TemporaryNames;
import io.hivedb.spi.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * The native part of sqlite-jdbc. On the usual Linux it is unpacked here: the driver asks a program
 * of the system which system it is, and compares what it has unpacked byte by byte, which takes
 * longer than all the rest. Elsewhere, and where this fails, the driver does it in its own way.
 */
final class NativeLibrary {

  private static final String GIVEN_DIRECTORY = "org.sqlite.lib.path";
  private static final String GIVEN_NAME = "org.sqlite.lib.name";
  private static final String UNPACKED_TO = "org.sqlite.tmpdir";

  private static boolean loaded;

  private NativeLibrary() {}

  /** Tells whether the driver has one for this machine, without unpacking it. */
  static Readiness readiness() {
    boolean there = System.getProperty(GIVEN_DIRECTORY) != null || usual() != null;
    return there || isPacked()
        ? Readiness.ready()
        : Readiness.missing(
            "sqlite-jdbc has no native library for " + OSInfo.getNativeLibFolderPathForCurrentOS(),
            "Use the complete org.xerial:sqlite-jdbc, or name a library for this system by the"
                + " system property org.sqlite.lib.path.");
  }

  private static boolean isPacked() {
    String path = LibraryLoaderUtil.getNativeLibResourcePath();
    String name = LibraryLoaderUtil.getNativeLibName();
    return SQLiteJDBCLoader.class.getResource(path + "/" + name) != null;
  }

  /** Loads it, unless it is loaded. */
  static synchronized void load() {
    String resource = loaded || System.getProperty(GIVEN_DIRECTORY) != null ? null : usual();
    loaded = true;
    Path file = resource == null ? null : unpacked(resource);
    if (file == null) {
      return;
    }
    System.setProperty(GIVEN_DIRECTORY, String.valueOf(file.getParent()));
    System.setProperty(GIVEN_NAME, String.valueOf(file.getFileName()));
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception e) {
      // The first connection tries again, and says why it cannot.
    } finally {
      System.clearProperty(GIVEN_DIRECTORY);
      System.clearProperty(GIVEN_NAME);
      file.toFile().delete();
    }
  }

  private static @Nullable Path unpacked(String resource) {
    String directory =
        System.getProperty(UNPACKED_TO, System.getProperty("java.io.tmpdir", "/tmp"));
    try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (in == null) {
        return null;
      }
      Path file = TemporaryNames.file(Path.of(directory), "hive-db-sqlite-", ".so");
      try (OutputStream out = Files.newOutputStream(file)) {
        in.transferTo(out);
      }
      return file;
    } catch (IOException e) {
      return null;
    }
  }

  /** The library of a Linux with the GNU C library on a common processor, if that is here. */
  private static @Nullable String usual() {
    String arch =
        switch (System.getProperty("os.arch", "")) {
          case "amd64" -> "x86_64";
          case "aarch64" -> "aarch64";
          default -> null;
        };
    boolean linux = "Linux".equals(System.getProperty("os.name"));
    boolean android = System.getProperty("java.runtime.name", "").contains("Android");
    if (!linux || android || arch == null || System.getenv("ANDROID_ROOT") != null) {
      return null;
    }
    String resource = "/org/sqlite/native/Linux/" + arch + "/libsqlitejdbc.so";
    boolean musl = Files.exists(Path.of("/lib/ld-musl-" + arch + ".so.1"));
    return musl || SQLiteJDBCLoader.class.getResource(resource) == null ? null : resource;
  }
}
