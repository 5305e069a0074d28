// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes files and directories that only their owner may use, as {@link Files#createTempFile} does,
 * but without Java's secure random numbers, which take longer to load than all else here. No name
 * needs to be secret: what exists is never taken, and another name is tried.
 */
public final class TemporaryNames {

  private static final int ATTEMPTS = 1000;
  private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

  private TemporaryNames() {}

  /**
   * Makes an empty file.
   *
   * @param parent the directory that it lies in
   * @param prefix how its name begins
   * @param suffix how its name ends
   * @return the file
   */
  public static Path file(Path parent, String prefix, String suffix) throws IOException {
    return make(parent, prefix, suffix, Files::createFile, "rw-------");
  }

  /**
   * Makes an empty directory.
   *
   * @param parent the directory that it lies in
   * @param prefix how its name begins
   * @return the directory
   */
  public static Path directory(Path parent, String prefix) throws IOException {
    return make(parent, prefix, "", Files::createDirectory, "rwx------");
  }

  private static Path make(
      Path parent, String prefix, String suffix, Maker maker, String permissions)
      throws IOException {
    FileAttribute<?>[] attributes = ownersOnly(parent, permissions);
    FileAlreadyExistsException taken = new FileAlreadyExistsException(parent.toString());
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      String number = Long.toUnsignedString(NUMBERS.getAndIncrement(), Character.MAX_RADIX);
      try {
        return maker.make(parent.resolve(prefix + number + suffix), attributes);
      } catch (FileAlreadyExistsException e) {
        taken = e;
      }
    }
    throw taken;
  }

  private static FileAttribute<?>[] ownersOnly(Path parent, String permissions) {
    if (!parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> set = PosixFilePermissions.fromString(permissions);
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(set)};
  }

  @FunctionalInterface
  private interface Maker {
    Path make(Path path, FileAttribute<?>... attributes) throws IOException;
  }
}
