"""The office's templates of letters: changed in the browser by clerks, tried out before use, every version kept."""
