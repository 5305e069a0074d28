// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the jar packs for the bridge: {@code index.txt} lists each file with hash and size. */
final class RuntimeIndex {

  private static final String ROOT = "runtime/";

  private final String text;
  private final List<Entry> entries;

  private RuntimeIndex(String text) {
    this.text = text;
    this.entries = text.lines().map(Entry::parse).toList();
  }

  static RuntimeIndex load() {
    try (InputStream stream = open("index.txt")) {
      return new RuntimeIndex(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream open(String name) throws IOException {
    @Nullable InputStream stream = RuntimeIndex.class.getResourceAsStream(ROOT + name);
    if (stream == null) {
      throw new IOException(
          "the jar of hive-db-pglite lacks " + ROOT + name + ": it was not built whole");
    }
    return stream;
  }

  List<Entry> entries() {
    return entries;
  }

  /** Names the content: another content, another name. */
  String name() {
    return "pglite-" + sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /**
   * Tells whether a folder holds all files in their sizes; with hashes it takes a tenth of a
   * second.
   */
  boolean matches(Path folder, boolean withHashes) throws IOException {
    for (Entry entry : entries) {
      Path file = folder.resolve(entry.path());
      if (!Files.isRegularFile(file) || Files.size(file) != entry.size()) {
        return false;
      }
      if (withHashes && !sha256(Files.readAllBytes(file)).equals(entry.hash())) {
        return false;
      }
    }
    return true;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  record Entry(String hash, long size, String path) {

    static Entry parse(String line) {
      String[] fields = line.split(" ", 3);
      return new Entry(fields[0], Long.parseLong(fields[1]), fields[2]);
    }
  }
}
