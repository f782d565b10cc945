package io.qianhu.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.qianhu.cli.FuzzSamples.Sample;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One damaged input, drawn by a seed: the files that {@code check} reads, or what the API answers.
 *
 * @param files by their names; the campaign is {@code campaign.yml}, and {@link #ANSWER} the whole of what the API sends
 * @param words of the command; none for an answer
 */
record FuzzedInput(long seed, Kind kind, Map<String, byte[]> files, List<String> words) {
    static final String ANSWER = "answer";

    /** What is damaged. */
    enum Kind {
        CSV,
        WORKBOOK,
        ARCHIVE,
        GZIP,
        CAMPAIGN,
        DO_NOT_CALL,
        ANSWER
    }

    private static final List<Kind> DRAWN = List.of(
            Kind.CSV,
            Kind.CSV,
            Kind.CSV,
            Kind.CSV,
            Kind.WORKBOOK,
            Kind.WORKBOOK,
            Kind.WORKBOOK,
            Kind.ARCHIVE,
            Kind.ARCHIVE,
            Kind.GZIP,
            Kind.CAMPAIGN,
            Kind.CAMPAIGN,
            Kind.DO_NOT_CALL,
            Kind.DO_NOT_CALL,
            Kind.ANSWER,
            Kind.ANSWER);

    private static final String CAMPAIGN = "campaign.yml";
    private static final String SIMPLE = """
            name: spring-renewal
            task: { name: 春季回访, dialog-id: 1234567 }
            dispatch: { window: always }
            """;

    /** The input of a seed, always the same. */
    static FuzzedInput of(long seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        return new Drawing(random).draw(seed, DRAWN.get(random.nextInt(DRAWN.size())));
    }

    private static final class Drawing {
        private final Random random;
        private final FuzzSamples samples;
        private final FuzzMutations mutations;

        Drawing(Random random) {
            this.random = random;
            this.samples = new FuzzSamples(random);
            this.mutations = new FuzzMutations(random);
        }

        FuzzedInput draw(long seed, Kind kind) {
            if (kind == Kind.ANSWER) {
                return new FuzzedInput(seed, kind, Map.of(FuzzedInput.ANSWER, answer()), List.of());
            }
            Map<String, byte[]> files = new LinkedHashMap<>();
            files.put(CAMPAIGN, SIMPLE.concat(reading()).getBytes(UTF_8));
            String numbers = switch (kind) {
                case CSV, CAMPAIGN, DO_NOT_CALL, ANSWER -> "numbers.csv";
                case WORKBOOK -> "numbers.xlsx";
                case ARCHIVE -> "numbers.zip";
                case GZIP -> "numbers.csv.gz";
            };
            Sample csv = samples.csv();
            switch (kind) {
                case CSV -> files.put(numbers, damaged(csv));
                case WORKBOOK -> files.put(numbers, packed(samples.workbook()));
                case ARCHIVE -> files.put(numbers, packed(samples.archive()));
                case GZIP -> files.put(numbers, gzip(csv));
                case CAMPAIGN -> {
                    files.put(numbers, csv.bytes());
                    boolean holidays = random.nextInt(4) == 0;
                    files.put(CAMPAIGN, damaged(FuzzSamples.campaign(), !holidays));
                    files.put("list", samples.csv().bytes());
                    files.put("holidays.yml", damaged(FuzzSamples.holidays(), holidays));
                }
                case DO_NOT_CALL -> {
                    files.put(numbers, csv.bytes());
                    String unreadable = random.nextBoolean() ? "warn" : "stop";
                    files.put(
                            CAMPAIGN,
                            (SIMPLE + "numbers: { suppress: [list], suppress-unreadable: " + unreadable + " }\n")
                                    .getBytes(UTF_8));
                    files.put(
                            "list",
                            switch (random.nextInt(4)) {
                                case 0 -> packed(samples.workbook());
                                case 1 -> packed(samples.archive());
                                default -> damaged(samples.csv());
                            });
                }
                case ANSWER -> throw new IllegalStateException("an answer is no file");
            }
            return new FuzzedInput(seed, kind, files, List.of("check", CAMPAIGN, numbers));
        }

        /** How the campaign says the file is to be read: mostly nothing. */
        private String reading() {
            return switch (random.nextInt(10)) {
                case 0 -> "input: { column: 手机 }\nnumbers: { multiple: take-all, accept: [mobile, landline] }\n";
                case 1 -> "input: { column: 3, header: none }\n";
                case 2 -> "input: { encoding: utf-8, quote: none }\n";
                case 3 -> "input: { encoding: gb18030, delimiter: ';', escape: backslash }\n";
                case 4 -> "input: { sheet: 说明 }\nnumbers: { multiple: take-first }\n";
                default -> "";
            };
        }

        private byte[] damaged(Sample sample) {
            return mutations.of(sample.bytes(), sample.charset(), samples.csv().bytes());
        }

        private byte[] damaged(String text, boolean really) {
            byte[] bytes = text.getBytes(UTF_8);
            return really ? mutations.of(bytes, UTF_8, FuzzSamples.holidays().getBytes(UTF_8)) : bytes;
        }

        /** Either an entry is damaged and packed, or the packed file is. */
        private byte[] packed(Map<String, byte[]> entries) {
            Charset names = random.nextInt(4) == 0 ? Charset.forName("GB18030") : UTF_8;
            byte[] other = FuzzSamples.zip(samples.workbook(), UTF_8);
            if (random.nextInt(3) == 0) {
                return mutations.ofPacked(FuzzSamples.zip(entries, names), other);
            }
            List<String> known = new ArrayList<>(entries.keySet());
            do {
                String name = known.get(random.nextInt(known.size()));
                byte[] content = entries.getOrDefault(name, new byte[0]);
                switch (random.nextInt(10)) {
                    case 0 -> entries.remove(name);
                    case 1 -> entries.put(new String(mutations.of(name.getBytes(UTF_8), UTF_8, other), UTF_8), content);
                    case 2 -> entries.put(name, entries.getOrDefault(known.get(0), content));
                    default -> entries.put(name, mutations.of(content, UTF_8, other));
                }
            } while (random.nextInt(3) == 0);
            return zip(entries, names);
        }

        /** A name that is too long for an archive, or that its charset does not know, is left out. */
        private static byte[] zip(Map<String, byte[]> entries, Charset names) {
            Map<String, byte[]> possible = new LinkedHashMap<>(entries);
            possible.keySet()
                    .removeIf(name ->
                            name.length() > 20_000 || !names.newEncoder().canEncode(name));
            return FuzzSamples.zip(possible, names);
        }

        private byte[] gzip(Sample csv) {
            byte[] packed = FuzzSamples.gzip(csv.bytes());
            return random.nextBoolean()
                    ? FuzzSamples.gzip(damaged(csv))
                    : mutations.ofPacked(packed, FuzzSamples.gzip(samples.csv().bytes()));
        }

        private byte[] answer() {
            byte[] body = samples.answer().getBytes(UTF_8);
            boolean inside = random.nextInt(3) > 0;
            byte[] sent = inside ? mutations.of(body, UTF_8, samples.answer().getBytes(UTF_8)) : body;
            int status = List.of(200, 200, 200, 400, 403, 429, 500, 503).get(random.nextInt(8));
            byte[] head = ("HTTP/1.1 " + status + " Whatever\r\nContent-Type: "
                            + (body[0] == '<' ? "text/xml" : "application/json")
                            + ";charset=utf-8\r\nConnection: close\r\n"
                            + "Content-Length: " + sent.length + "\r\n\r\n")
                    .getBytes(ISO_8859_1);
            byte[] whole = new byte[head.length + sent.length];
            System.arraycopy(head, 0, whole, 0, head.length);
            System.arraycopy(sent, 0, whole, head.length, sent.length);
            return inside ? whole : mutations.of(whole, UTF_8, body);
        }
    }
}
