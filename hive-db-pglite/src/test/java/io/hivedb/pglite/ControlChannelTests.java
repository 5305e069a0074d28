// SPDX-License-Identifier: Apache-2.0
package io.hivedb.pglite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the lines, and who gets the answers. */
class ControlChannelTests {

  private final ControlChannel channel = new ControlChannel();
  private final List<String> written = new ArrayList<>();

  private CompletableFuture<JsonObject> send(String operation, Map<String, ?> values) {
    return channel.send(written::add, operation, values);
  }

  @Test
  void aRequestIsOneLineWithItsIdItsOperationAndItsValues() {
    assertThat(send("reset", Map.of("database", "hive_2"))).isNotDone();
    assertThat(written).containsExactly("{\"id\":1,\"op\":\"reset\",\"database\":\"hive_2\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a \"b\"", "back\\slash", "new\nline", "Grüße", "\u2028", "\u007f", "</x>"})
  void anyTextArrivesAsItIs(String text) {
    assertThat(send("create", Map.of("file", text, "limits", Map.of(text, 1)))).isNotDone();
    assertThat(written.get(0)).doesNotContain("\n");
    JsonObject request = JsonParser.parseString(written.get(0)).getAsJsonObject();
    assertThat(request.get("file").getAsString()).isEqualTo(text);
    assertThat(request.getAsJsonObject("limits").get(text).getAsInt()).isEqualTo(1);
  }

  @Test
  void anAnswerIsThatOfTheRequestWithItsId() {
    CompletableFuture<JsonObject> first = send("health", Map.of());
    CompletableFuture<JsonObject> second = send("drop", Map.of());
    channel.receive("{\"id\":2,\"result\":{}}");
    assertThat(second.join().size()).isZero();
    assertThat(first).isNotDone();
    channel.receive("{\"id\":1,\"result\":{\"memory\":7}}");
    assertThat(first.join().get("memory").getAsInt()).isEqualTo(7);
  }

  @Test
  void aRefusalHasItsReasonAndItsCode() {
    CompletableFuture<JsonObject> answer = send("start", Map.of());
    channel.receive("{\"id\":1,\"error\":\"in use\",\"code\":\"EADDRINUSE\"}");
    CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
    assertThat(failure)
        .cause()
        .isInstanceOfSatisfying(
            ControlChannel.RequestFailure.class,
            refusal -> {
              assertThat(refusal).hasMessage("in use");
              assertThat(refusal.code()).isEqualTo("EADDRINUSE");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "what is this",
        "{}",
        "{\"id\":,\"result\":{}}",
        "{\"id\":-,\"result\":{}}",
        "{\"id\":\"x\",\"result\":{}}",
        "{\"id\":{},\"result\":{}}",
        "{\"id\":null,\"result\":{}}",
        "{\"id\":"
      })
  void whatIsNoAnswerFailsEveryRequest(String line) {
    CompletableFuture<JsonObject> answer = send("health", Map.of());
    channel.receive(line);
    assertThat(answer)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(IOException.class)
        .withMessageContaining("the bridge wrote what is no answer: " + line);
  }

  @Test
  void anAnswerThatNobodyWaitsForIsDropped() {
    CompletableFuture<JsonObject> answer = send("health", Map.of());
    channel.receive("{\"id\":5,\"result\":{}}");
    channel.receive("{\"id\":1234567890123,\"result\":{}}");
    channel.receive("{\"id\":1,\"result\":{}}");
    assertThat(answer).isDone();
  }
}
