// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses where throw-away databases lie: in memory where the system offers that as files. */
final class TemporaryPlaces {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  /** Docker gives 64 MB: too little for a suite's data. */
  private static final long ROOM = 256L << 20;

  private TemporaryPlaces() {}

  static Path choose() {
    return hasRoom(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static boolean hasRoom(Path path) {
    try {
      return Files.isDirectory(path)
          && Files.isWritable(path)
          && Files.getFileStore(path).getUsableSpace() >= ROOM;
    } catch (IOException e) {
      return false;
    }
  }
}
