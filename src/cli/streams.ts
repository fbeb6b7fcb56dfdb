/** Text on standard output: results only. */
export function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Text on standard error: progress, remarks, complaints. */
export function remark(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A reader that has seen enough (`| head`) closes the pipe; that is no fault, and the work goes on to its end. */
export function bearClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code !== 'EPIPE') throw fault;
    });
  }
}
