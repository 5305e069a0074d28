// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a class does, as far as class files tell: its own and those of all classes that it names,
 * and they in turn. A jar counts by name, size and date; what it holds is not looked into.
 */
final class ClassContent {

  private static final ClassValue<Optional<String>> HASHES =
      new ClassValue<>() {
        @Override
        protected Optional<String> computeValue(Class<?> type) {
          return compute(type);
        }
      };

  private final @Nullable ClassLoader loader;
  private final Map<String, String> parts = new TreeMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private final Set<String> seen = new HashSet<>();

  private ClassContent(@Nullable ClassLoader loader) {
    this.loader = loader;
  }

  /** A hash of it all; empty for a class without a file, such as a lambda's. */
  static Optional<String> hash(Class<?> type) {
    return HASHES.get(type);
  }

  private static Optional<String> compute(Class<?> type) {
    ClassContent content = new ClassContent(type.getClassLoader());
    try {
      content.reach(type.getName());
      while (!content.open.isEmpty()) {
        content.look(content.open.remove());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content.parts.isEmpty() ? Optional.empty() : Optional.of(content.digest());
  }

  private String digest() {
    Digest digest = new Digest();
    parts.forEach((name, part) -> digest.add(name).add(part));
    return digest.hex();
  }

  private void reach(String name) {
    if (!name.startsWith("java.") && seen.add(name)) {
      open.add(name);
    }
  }

  private void look(String name) throws IOException {
    String resource = name.replace('.', '/') + ".class";
    URL url = loader == null ? null : loader.getResource(resource);
    if (url == null || url.getProtocol().equals("jrt")) {
      return;
    }
    if (url.getProtocol().equals("file")) {
      byte[] bytes = read(url);
      parts.put(name, new Digest().add(bytes).hex());
      reachAll(bytes);
    } else {
      String place = url.toString().replace(resource, "");
      parts.computeIfAbsent(place, unused -> version(url));
    }
  }

  private static byte[] read(URL url) throws IOException {
    try (InputStream stream = url.openStream()) {
      return stream.readAllBytes();
    }
  }

  private static String version(URL url) {
    try {
      URLConnection connection = url.openConnection();
      URLConnection jar =
          connection instanceof JarURLConnection inner
              ? inner.getJarFileURL().openConnection()
              : connection;
      jar.getInputStream().close(); // what a connection to a file has open
      return jar.getContentLengthLong() + " " + jar.getLastModified();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the constant pool: Java Virtual Machine Specification, section 4.4. */
  private void reachAll(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    in.skipNBytes(8);
    int count = in.readUnsignedShort();
    String[] texts = new String[count];
    Set<Integer> classes = new HashSet<>();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 7 -> classes.add(in.readUnsignedShort());
        case 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        default -> in.skipNBytes(4);
      }
    }
    classes.forEach(index -> reach(element(texts[index])));
  }

  private static String element(String name) {
    String plain = name.startsWith("[") ? name.replaceFirst("^\\[+L?", "") : name;
    return plain.replace(";", "").replace('/', '.');
  }
}
