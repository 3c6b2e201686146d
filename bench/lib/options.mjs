import { parseArgs } from 'node:util';

export const PARTS = ['throughput', 'latency', 'growth', 'matrix', 'idle', 'live', 'startup'];
/** Run only by name, and written into docs/reliability.md. */
const ATTACKS = 'attacks';

const HELP = `bench/run [options] [part...]

Measures http2bin beside other servers and prints tables; parts: ${PARTS.join(', ')} (all of them if none is named).
A whole run also writes each part into docs/performance.md.
'attacks' runs by its name alone: it attacks http2bin and other servers, and writes docs/reliability.md.

  --work LIST          version, file, body (all)
  --peers LIST         servers to measure beside http2bin, by name; 'none' for http2bin alone (all that are installed)
  --attacks LIST       attacks to run, by name (all)
  --connections N      connections of the attack that holds responses (100)
  --hold-seconds N     how long that attack takes (30)
  --rounds N           rounds, each of which measures every server once (5)
  --seconds N          length of one measurement (4)
  --warm-up N          at most so many seconds of load before the first round, less once the rate stops rising (60)
  --quick              3 rounds of 3 s after at most 18 s of warm-up, printed only
  --print              print only, leave docs/performance.md as it is
  --java HOME          the JDK of the servers in Java (JAVA_HOME, else java on the PATH)
  --java-options TEXT  JVM options for http2bin
  --against JAR        measure this jar of http2bin too, as "other"
  --new-java HOME      a JDK from 25 on, to compare with and for start-up with an AOT cache (the one in /usr/lib/jvm)
  --against-java HOME  the JDK for "other"; with or without --against
  --no-build           take target/http2bin-*.jar as it is
  --port N             the first of the ports to use (20440)
  --server-cpu N       the core the servers run on (0)
  --load-cpu N         the core h2load runs on (1)
  --help
`;

const text = { type: 'string' };
const flag = { type: 'boolean', default: false };

/** The command line as an object; ends the process after --help or a wrong option. */
export function options(args) {
    try {
        const { values, positionals } = parseArgs({
            args,
            allowPositionals: true,
            options: {
                work: { ...text, default: 'version,file,body' },
                peers: text,
                attacks: text,
                connections: { ...text, default: '100' },
                'hold-seconds': { ...text, default: '30' },
                rounds: text,
                seconds: text,
                'warm-up': text,
                quick: flag,
                print: flag,
                java: { ...text, default: process.env.JAVA_HOME },
                'java-options': { ...text, default: '' },
                against: text,
                'new-java': text,
                'against-java': text,
                'no-build': flag,
                port: { ...text, default: '20440' },
                'server-cpu': { ...text, default: '0' },
                'load-cpu': { ...text, default: '1' },
                help: flag,
            },
        });
        if (values.help) {
            process.stdout.write(HELP);
            process.exit(0);
        }
        return chosen(values, positionals);
    } catch (error) {
        process.stderr.write(`bench/run: ${error.message}\n\n${HELP}`);
        process.exit(2);
    }
}

function chosen(values, positionals) {
    const unknown = positionals.find(part => !PARTS.includes(part) && part !== ATTACKS);
    if (unknown) {
        throw new Error(`no part is called ${unknown}`);
    }
    const quick = values.quick;
    return {
        parts: positionals.length ? positionals : PARTS,
        work: list(values.work),
        chosen: values.peers && list(values.peers),
        attacks: values.attacks && list(values.attacks),
        connections: number('connections', values.connections),
        holdSeconds: number('hold-seconds', values['hold-seconds']),
        rounds: number('rounds', values.rounds ?? (quick ? 3 : 5)),
        seconds: number('seconds', values.seconds ?? (quick ? 3 : 4)),
        warmUp: number('warm-up', values['warm-up'] ?? (quick ? 18 : 60)),
        tries: quick ? 1 : 3,
        writes: !quick && !positionals.length && !values.print && !values.peers && values.work === 'version,file,body',
        writesAttacks: !quick && !values.print && !values.peers && !values.attacks,
        java: values.java,
        javaOptions: list(values['java-options'], /\s+/),
        against: values.against,
        newJava: values['new-java'],
        againstJava: values['against-java'],
        builds: !values['no-build'],
        port: number('port', values.port),
        serverCpu: values['server-cpu'],
        loadCpu: values['load-cpu'],
    };
}

function list(value, by = ',') {
    return value.split(by).filter(item => item !== '');
}

function number(name, value) {
    const result = Number(value);
    if (!Number.isInteger(result) || result < 1) {
        throw new Error(`--${name} wants a whole number above 0, not ${value}`);
    }
    return result;
}
