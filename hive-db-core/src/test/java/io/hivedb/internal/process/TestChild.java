// SPDX-License-Identifier: Apache-2.0
package io.hivedb.internal.process;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What {@link ChildProcessTests} start. */
final class TestChild {

  private TestChild() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "echo" -> {
        print(FileDescriptor.out, "ready");
        echo();
      }
      case "die" -> die();
      case "parent" -> parent();
      case "forgetful" -> forgetful();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void echo() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      print(FileDescriptor.out, line);
    }
    print(FileDescriptor.err, "end of input");
  }

  private static void die() throws IOException {
    print(FileDescriptor.err, "first words");
    print(FileDescriptor.err, "last words");
    System.exit(3);
  }

  /** Starts a child of its own. */
  private static void parent() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process child =
        new ProcessBuilder(java, TestChild.class.getName(), "echo")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    print(FileDescriptor.out, Long.toString(child.pid()));
    echo();
  }

  /** Returns from main without closing its child. */
  private static void forgetful() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    CompletableFuture<String> ready = new CompletableFuture<>();
    ChildProcess child =
        ChildProcess.start(
            new Launch(
                "child",
                List.of(java, TestChild.class.getName(), "echo"),
                Map.of(),
                ready::complete,
                () -> {}));
    ready.get();
    print(FileDescriptor.out, Long.toString(child.handle().pid()));
  }

  private static void print(FileDescriptor target, String line) throws IOException {
    new FileOutputStream(target).write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
