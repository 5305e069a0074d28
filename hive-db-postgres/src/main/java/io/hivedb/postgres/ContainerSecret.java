// SPDX-License-Identifier: Apache-2.0
package io.hivedb.postgres;

import io.hivedb.BackendStartException;
import io.hivedb.internal.cache.CacheRoot;
import io.hivedb.postgres.internal.local.LocalSettings;
import io.hivedb.spi.ServerSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The password of a container: random for each, but for one that is reused. Testcontainers finds
 * that by how it was made, so that its password is this user's, kept in the cache directory.
 */
final class ContainerSecret {

  private static final String FILE = "postgres-reuse.password";

  private ContainerSecret() {}

  static RandomPassword of(ServerSettings settings) {
    RandomPassword fresh = RandomPassword.next();
    if (!ContainerPlan.of(settings).reused()) {
      return fresh;
    }
    Path file =
        CacheRoot.find(LocalSettings.CACHE, settings.settings().path(LocalSettings.CACHE))
            .resolve(FILE);
    try {
      return RandomPassword.of(kept(file, fresh.text()));
    } catch (IOException e) {
      throw new BackendStartException(
          "The password of the reused container cannot be kept in [" + file + "]: " + e, e);
    }
  }

  /** Moved into place whole; another JVM may do the same at the same time. */
  private static String kept(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      Path part = Files.createTempFile(file.getParent(), FILE, ".part", privately(file));
      try {
        Files.writeString(part, text);
        Files.createLink(file, part);
      } catch (FileAlreadyExistsException e) {
        // Another JVM was quicker: that one's is it.
      } catch (UnsupportedOperationException e) {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return Files.readString(file).strip();
  }

  private static FileAttribute<?>[] privately(Path place) {
    return place.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
