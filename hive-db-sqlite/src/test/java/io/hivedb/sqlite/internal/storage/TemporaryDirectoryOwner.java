// SPDX-License-Identifier: Apache-2.0
package io.hivedb.sqlite.internal.storage;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JVM of its own that holds a temporary directory until it is killed, or its input ends. */
final class TemporaryDirectoryOwner {

  private TemporaryDirectoryOwner() {}

  public static void main(String[] args) throws Exception {
    TemporaryDirectory directory = TemporaryDirectory.create(Path.of(args[0]));
    Files.writeString(directory.path().resolve("database-1.sqlite"), "x");
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write((directory.path() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    while (System.in.read() >= 0) {
      // The test closes the pipe, or kills this process.
    }
  }
}
