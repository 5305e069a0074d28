// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.cache;

import io.hivedb.BackendStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the folder below which files may be kept for all JVMs of the user. */
public final class CacheRoot {

  private static final Logger LOG = LoggerFactory.getLogger(CacheRoot.class);

  private CacheRoot() {}

  /**
   * Finds or creates it: the folder that is set, and nothing else; or the user's cache folder; or
   * one in the temp directory where the home cannot be written.
   *
   * @param setting the key that can set it, for the error message
   * @param set what it is set to
   * @return a folder of this user's, which exists and can be written
   * @throws BackendStartException if there is none
   */
  public static Path find(String setting, Optional<Path> set) {
    return find(
        setting,
        set,
        standard(System.getProperty("os.name"), System.getProperty("user.home")),
        Path.of(System.getProperty("java.io.tmpdir"), "hive-db-" + user()).toAbsolutePath());
  }

  /** As above, with the places to look at. */
  static Path find(String setting, Optional<Path> set, Path standard, Path temporary) {
    if (set.isPresent()) {
      return create(setting, set.get().toAbsolutePath());
    }
    try {
      return usable(standard);
    } catch (IOException e) {
      LOG.info("The cache directory {} cannot be used ({}): using {}", standard, e, temporary);
      return create(setting, temporary);
    }
  }

  private static String user() {
    return System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
  }

  /** Where the operating system wants caches to be. */
  static Path standard(String system, String home) {
    if (system.startsWith("Windows")) {
      return environment("LOCALAPPDATA")
          .orElse(Path.of(home, "AppData", "Local"))
          .resolve("hive-db")
          .resolve("cache");
    }
    if (system.startsWith("Mac")) {
      return Path.of(home, "Library", "Caches", "hive-db");
    }
    return environment("XDG_CACHE_HOME").orElse(Path.of(home, ".cache")).resolve("hive-db");
  }

  private static Optional<Path> environment(String name) {
    @Nullable String value = System.getenv(name);
    return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(Path::of);
  }

  private static Path create(String setting, Path folder) {
    try {
      return usable(folder);
    } catch (IOException e) {
      throw new BackendStartException(
          "Files cannot be kept in the cache directory ["
              + folder
              + "]: "
              + e
              + ". Name a directory that can be written with "
              + setting
              + ".",
          e);
    }
  }

  /** Programs are run from it: it must be a folder of our own, and nobody else may write there. */
  private static Path usable(Path folder) throws IOException {
    Files.createDirectories(folder, onlyOwner(folder));
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(folder)) {
      throw new IOException("not a directory");
    }
    Path probe = TemporaryNames.file(folder, ".probe", ".tmp");
    try {
      if (!Objects.equals(Files.getOwner(probe), Files.getOwner(folder))) {
        throw new IOException("it belongs to another user, " + Files.getOwner(folder).getName());
      }
    } finally {
      Files.delete(probe);
    }
    return folder;
  }

  private static FileAttribute<?>[] onlyOwner(Path folder) {
    List<FileAttribute<?>> attributes = new ArrayList<>();
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      attributes.add(
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return attributes.toArray(FileAttribute<?>[]::new);
  }
}
