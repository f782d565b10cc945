package io.qianhu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Requests built by hand reach the sandbox by every way that the API offers. */
class HandMadeRequestTest {
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults());

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({"GET,true", "POST,true", "POST,false"})
    void arrivesWithTheCurrentScheme(String method, boolean inQuery) {
        SignedRequest request = create(made -> {
            made.method = method;
            made.inQuery = inQuery;
        });
        Reply reply = Reply.to(request.v3(sandbox.endpoint()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo("application/json;charset=utf-8");
        assertThat(reply.code()).isEqualTo("OK");
        assertThat(reply.text("Data")).isEqualTo("4001000001");
    }

    @ParameterizedTest
    @CsvSource({"GET,true", "POST,true", "POST,false"})
    void arrivesWithTheOlderScheme(String method, boolean inQuery) {
        SignedRequest request = create(made -> {
            made.method = method;
            made.inQuery = inQuery;
            made.with("Format", "JSON");
        });
        Reply reply = Reply.to(request.v1(sandbox.endpoint()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text("Data")).isEqualTo("4001000001");
    }

    @Test
    void isAnsweredInXmlByTheOlderSchemeUnlessItAsksForJson() throws Exception {
        Reply reply = Reply.to(create(made -> {}).v1(sandbox.endpoint()));
        assertThat(reply.contentType()).isEqualTo("text/xml;charset=utf-8");
        Document xml = parsed(reply.body());
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("CreateRobotTaskResponse");
        assertThat(textOf(xml, "Code")).isEqualTo("OK");
        assertThat(textOf(xml, "Message")).isEqualTo("OK");
        assertThat(textOf(xml, "Data")).isEqualTo("4001000001");
        assertThat(textOf(xml, "RequestId")).hasSize(36);
    }

    @Test
    void isAnsweredInXmlByTheCurrentSchemeWhenItAsksForIt() throws Exception {
        SignedRequest request = create(made -> made.afterSigning.put("accept", "application/xml"));
        assertThat(textOf(parsed(Reply.to(request.v3(sandbox.endpoint())).body()), "Data"))
                .isEqualTo("4001000001");
    }

    @Test
    void isRefusedInXmlWithTheFieldsOfAnError() throws Exception {
        SignedRequest request = create(made -> made.secret = "wrong");
        Reply reply = Reply.to(request.v1(sandbox.endpoint()));
        Document xml = parsed(reply.body());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("Error");
        assertThat(textOf(xml, "Code")).isEqualTo("SignatureDoesNotMatch");
        assertThat(textOf(xml, "HostId")).isEqualTo(sandbox.endpoint().getAuthority());
        assertThat(textOf(xml, "RequestId")).hasSize(36);
        assertThat(textOf(xml, "Message")).isNotEmpty();
    }

    @Test
    void isRefusedInJsonWithTheFieldsOfAnError() {
        Reply reply = Reply.to(create(made -> made.secret = "wrong").v3(sandbox.endpoint()));
        assertThat(reply.json().propertyNames()).containsExactlyInAnyOrder("RequestId", "HostId", "Code", "Message");
        assertThat(reply.body()).doesNotContain("1370000000");
    }

    @Test
    void listsInXmlWhatNeedsEscaping() throws Exception {
        Reply.to(create(made -> made.with("TaskName", "A&B <1>")).v3(sandbox.endpoint()));
        Document xml = parsed(Reply.to(SignedRequest.list(Instant.now()).v1(sandbox.endpoint()))
                .body());
        assertThat(xml.getDocumentElement().getTagName()).isEqualTo("QueryRobotTaskListResponse");
        assertThat(textOf(xml, "Data")).contains("\"taskName\":\"A&B <1>\"");
    }

    @Test
    void givesIncreasingIdsOfTenDigits() {
        List<String> ids = List.of(idOfAnother(), idOfAnother(), idOfAnother());
        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9]{10}"));
    }

    private String idOfAnother() {
        return Reply.to(create(made -> {}).v3(sandbox.endpoint())).text("Data");
    }

    private static SignedRequest create(Consumer<SignedRequest> changes) {
        SignedRequest request = SignedRequest.create(Instant.now());
        changes.accept(request);
        return request;
    }

    private static Document parsed(String xml) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String textOf(Document xml, String element) {
        return xml.getElementsByTagName(element).item(0).getTextContent();
    }
}
